import type * as records from '../city/committee-records';
import { cityTime } from '../city/dates';
import { INDUSTRY_WORDS } from './enterprise-registry';
import type { WireRecord } from './record-stream';

// The rows of the office's sheets, without their 更新时间.

const TIERS = { SAFETY_COMMITTEE: '安委会', OFFICE: '安委办', SPECIAL: '专委会' };
const UNIT_KINDS = {
  ...{ DEPARTMENT: '部门', TOWNSHIP: '乡镇街道', DEV_ZONE: '开发区' },
  ...{ COUNTY: '县市区', STATE_FIRM: '国有企业' },
};
const DUTY_KINDS = { INDUSTRY: '管行业', BUSINESS: '管业务', PRODUCTION: '管生产经营' };
const POST_KINDS = { LEADER: '市领导', SUPERVISOR: '专职安监员', OFFICER: '安全员', PROBE: '探头' };
const MEETING_KINDS: Record<records.MeetingKind, string> = {
  ...{ PLENARY: '全体会议', MONTHLY: '安全生产例会', SPECIAL_TOPIC: '专题会议' },
  ...{ QUARTERLY_REVIEW: '季度会议', PARTY_COMMITTEE: '市委常委会', GOVERNMENT_EXECUTIVE: '市政府常务会' },
};
const TASK_STATES = { OPEN: '进行中', DONE: '已完成', CANCELLED: '已取消' };
const PHASES: Record<records.TaskPhase, string> = {
  ...{ PLAN: '同计划', DEPLOY: '同部署', CARRY_OUT: '同落实', CHECK: '同检查', ASSESS: '同考核' },
};
const PATROL_KINDS = { PATROL: '巡查', QUARTERLY_SUPERVISION: '季度督查督导' };
const ASPECTS: Record<records.Aspect, string> = {
  LEADERS_DUTY: '责任制规定与法律法规',
  DIFFERENTIATED_SUPERVISION: '差异化动态监管',
  SAFE_DEVELOPMENT: '城市安全发展',
  SPECIAL_COMMITTEES: '专委会工作',
  REFORM: '应急管理改革',
  LOCAL_CAPACITY: '县乡基层应急力量',
  EDUCATION: '宣传教育',
};
export const FINDING_STATES = { OPEN: '未整改', RECTIFYING: '整改中', CLOSED: '已销号' };
const CAMPAIGN_KINDS = { RECTIFICATION: '专项整治', SAFETY_MONTH: '安全生产月', EDUCATION: '宣传教育' };

/** A cell that is formatted as a date; the other dates are texts as one clerk or another types them. */
const dated = (day: string | null): Date | null => (day === null ? null : new Date(`${day}T00:00:00Z`));
const slashed = (day: string | null): string | null => day?.replaceAll('-', '/') ?? null;
const spelt = (day: string | null): string | null => day && `${day.replace('-', '年').replace('-', '月')}日`;
const together = (parts: readonly string[]): string => parts.join('、');
const lines = (parts: readonly string[]): string => parts.join(';');

export const unitRow = (unit: records.Unit): WireRecord => ({
  编号: unit.id,
  名称: unit.name,
  类型: UNIT_KINDS[unit.kind],
  统一社会信用代码: null,
  行政区划代码: Number(unit.division),
  值班电话: unit.dutyPhone,
  内设机构: together(unit.departments),
});

export const committeeRow = (one: records.Committee): WireRecord => ({
  编号: one.id,
  名称: one.name,
  层级: TIERS[one.tier],
  行政区划代码: Number(one.division),
  牵头单位编号: one.leadUnit,
  '第一主任/职务': one.firstDirector?.title ?? null,
  '第一主任/单位编号': one.firstDirector?.unit ?? null,
  '第一主任/姓名': one.firstDirector && '示例',
  '主任/职务': one.director.title,
  '主任/单位编号': one.director.unit,
  '主任/姓名': '示例',
  成员单位编号: together(one.members),
  监管行业: together(one.industries.map((industry) => INDUSTRY_WORDS[industry])),
  承担机构: one.heldBy,
  '设立进程/筹备': dated(one.stages.PLANNED ?? null),
  '设立进程/试运行': dated(one.stages.TRIAL ?? null),
  '设立进程/实体化运行': dated(one.stages.OPERATING ?? null),
  '设立进程/合并': dated(one.stages.MERGED ?? null),
  '设立进程/撤销': dated(one.stages.DISSOLVED ?? null),
});

export const dutyRow = (duty: records.Duty): WireRecord => ({
  单位编号: duty.unit,
  职责编号: duty.id,
  类别: DUTY_KINDS[duty.kind],
  职责内容: duty.text,
  行业: together(duty.industries.map((industry) => INDUSTRY_WORDS[industry])),
  '有效期/起': spelt(duty.validFrom),
  '有效期/止': spelt(duty.validTo),
  '批准/机关': duty.approvedOn && '市委编委(示例)',
  '批准/日期': slashed(duty.approvedOn),
  '批准/文件': duty.basis,
});

export const postRow = (post: records.Post): WireRecord => ({
  编号: post.id,
  类别: POST_KINDS[post.kind],
  职务: post.title,
  单位编号: post.unit,
  姓名: '示例',
  行政区划代码: post.division,
  专业: post.speciality,
  职责清单: lines(post.dutyList),
  责任制规定: post.regime,
  '任职/起': slashed(post.validFrom),
  '任职/止': null,
});

export const meetingRow = (meeting: records.Meeting, division: string): WireRecord => ({
  编号: meeting.id,
  类型: MEETING_KINDS[meeting.kind],
  行政区划代码: division,
  委员会编号: meeting.committee,
  召开时间: cityTime(meeting.heldAt).slice(0, 16),
  提请单位编号: meeting.requestedBy,
  议题: meeting.topics.join('\n'),
});

export const taskRow = (task: records.Task): WireRecord => ({
  编号: task.id,
  委员会编号: task.committee,
  会议编号: task.meeting,
  责任单位编号: task.owner,
  任务内容: task.title,
  五同时: together(task.phases.map((phase) => PHASES[phase])),
  期限: dated(task.dueOn),
  状态: TASK_STATES[task.state],
  完成日期: dated(task.doneOn),
  佐证: lines(task.evidence),
});

export const ledgerRow = (entry: records.LedgerEntry): WireRecord => ({
  编号: entry.id,
  领导岗位编号: entry.post,
  行政区划代码: entry.division,
  时间: cityTime(entry.at),
  履职内容: entry.action,
  企业代码: entry.uscc,
  佐证: lines(entry.evidence),
});

export const letterRow = (letter: records.Letter): WireRecord => ({
  编号: letter.id,
  年度: letter.year,
  下达单位编号: letter.from,
  签订单位编号: letter.to,
  签订日期: spelt(letter.signedOn),
  目标: lines(letter.items),
});

export const assessmentRow = (one: records.Assessment): WireRecord => ({
  编号: `${one.unit}-${one.year}`,
  年度: one.year,
  单位编号: one.unit,
  得分: one.score,
  名次: one.rank,
  加减分项: lines(one.items),
  截至日期: dated(one.asOf),
});

export const patrolRow = (patrol: records.Patrol, division: string): WireRecord => ({
  编号: patrol.id,
  类型: PATROL_KINDS[patrol.kind],
  名称: patrol.name,
  行政区划代码: division,
  被巡查单位编号: together(patrol.targets),
  巡查内容: lines(patrol.aspects.map((aspect) => ASPECTS[aspect])),
  '时间/起': dated(patrol.from),
  '时间/止': dated(patrol.to),
  '归档/档号': patrol.archiveNo,
  '归档/日期': dated(patrol.archivedOn),
  '报告/日期': dated(patrol.reportedOn),
  '报告/文号': patrol.reportDocument,
});

export const findingRow = (finding: records.Finding): WireRecord => ({
  巡查编号: finding.patrol,
  问题编号: finding.id,
  单位编号: finding.unit,
  企业代码: finding.uscc,
  责任专委会编号: finding.committee,
  问题内容: finding.text,
  方面: ASPECTS[finding.aspect],
  整改期限: slashed(finding.dueOn),
  状态: FINDING_STATES[finding.state],
  销号日期: slashed(finding.closedOn),
  '处置/通报': slashed(finding.dispositions.NOTIFIED ?? null),
  '处置/曝光': slashed(finding.dispositions.EXPOSED ?? null),
  '处置/问责': slashed(finding.dispositions.ACCOUNTABILITY ?? null),
  '处置/移送': slashed(finding.dispositions.TRANSFERRED ?? null),
});

export const campaignRow = (campaign: records.Campaign, division: string): WireRecord => ({
  编号: campaign.id,
  名称: campaign.name,
  类型: CAMPAIGN_KINDS[campaign.kind],
  行政区划代码: division,
  牵头单位编号: campaign.leadUnit,
  行业: together(campaign.industries.map((industry) => INDUSTRY_WORDS[industry])),
  方面: together(campaign.aspects.map((aspect) => ASPECTS[aspect])),
  '时间/起': dated(campaign.from),
  '时间/止': dated(campaign.to),
});

export const weekRow = (week: records.CampaignWeek): WireRecord => ({
  编号: `${week.campaign}-${week.endsOn}`,
  行动编号: week.campaign,
  截至日期: dated(week.endsOn),
  检查数: week.checks,
  发现隐患数: week.hazards,
});

export const bulletinRow = (bulletin: records.Bulletin, division: string): WireRecord => ({
  编号: bulletin.id,
  期号: bulletin.issue,
  行政区划代码: division,
  刊发日期: dated(bulletin.publishedOn),
  篇目: lines(bulletin.items),
});

export const fundRow = (fund: records.Fund, division: string): WireRecord => ({
  行政区划代码: division,
  年度: fund.year,
  用途: fund.purpose,
  '金额(元)': fund.amountYuan.toLocaleString('en-US'),
  '已支出(元)': fund.spentYuan,
});

export const assetRow = (asset: records.EducationAsset): WireRecord => ({
  编号: asset.id,
  名称: asset.name,
  类型: asset.kind,
  行政区划代码: asset.division,
  '位置/经度': asset.position?.[0] ?? null,
  '位置/纬度': asset.position?.[1] ?? null,
  参观人次: asset.visits,
  截至日期: dated(asset.asOf),
});

export const itemRow = (item: records.EducationItem, division: string): WireRecord => ({
  编号: item.id,
  标题: item.title,
  媒体: item.medium,
  行政区划代码: division,
  日期: dated(item.publishedOn),
});
