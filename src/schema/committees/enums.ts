import { registerEnumType } from 'type-graphql';

export enum CommitteeTier {
  SAFETY_COMMITTEE = 'SAFETY_COMMITTEE',
  OFFICE = 'OFFICE',
  SPECIAL = 'SPECIAL',
}

export enum CommitteeState {
  PLANNED = 'PLANNED',
  TRIAL = 'TRIAL',
  OPERATING = 'OPERATING',
  MERGED = 'MERGED',
  DISSOLVED = 'DISSOLVED',
}

export enum UnitKind {
  DEPARTMENT = 'DEPARTMENT',
  TOWNSHIP = 'TOWNSHIP',
  DEV_ZONE = 'DEV_ZONE',
  COUNTY = 'COUNTY',
  STATE_FIRM = 'STATE_FIRM',
}

/** The three "must manage" 三管三必管. */
export enum DutyKind {
  INDUSTRY = 'INDUSTRY',
  BUSINESS = 'BUSINESS',
  PRODUCTION = 'PRODUCTION',
}

export enum PostKind {
  FIRST_DIRECTOR = 'FIRST_DIRECTOR',
  DIRECTOR = 'DIRECTOR',
  LEADER = 'LEADER',
  SUPERVISOR = 'SUPERVISOR',
  OFFICER = 'OFFICER',
  PROBE = 'PROBE',
}

export enum MeetingKind {
  PLENARY = 'PLENARY',
  MONTHLY = 'MONTHLY',
  SPECIAL_TOPIC = 'SPECIAL_TOPIC',
  QUARTERLY_REVIEW = 'QUARTERLY_REVIEW',
  PARTY_COMMITTEE = 'PARTY_COMMITTEE',
  GOVERNMENT_EXECUTIVE = 'GOVERNMENT_EXECUTIVE',
}

/** OVERDUE follows from the date; what a source reports is one of the others. */
export enum TaskState {
  OPEN = 'OPEN',
  DONE = 'DONE',
  OVERDUE = 'OVERDUE',
  CANCELLED = 'CANCELLED',
}

/** The five "togethers" 五同时: safety along with the main business. */
export enum TaskPhase {
  PLAN = 'PLAN',
  DEPLOY = 'DEPLOY',
  CARRY_OUT = 'CARRY_OUT',
  CHECK = 'CHECK',
  ASSESS = 'ASSESS',
}

export enum PatrolKind {
  PATROL = 'PATROL',
  QUARTERLY_SUPERVISION = 'QUARTERLY_SUPERVISION',
}

/** The seven aspects of the patrol of 2019; other texts have none. */
export enum SafetyAspect {
  LEADERS_DUTY = 'LEADERS_DUTY',
  DIFFERENTIATED_SUPERVISION = 'DIFFERENTIATED_SUPERVISION',
  SAFE_DEVELOPMENT = 'SAFE_DEVELOPMENT',
  SPECIAL_COMMITTEES = 'SPECIAL_COMMITTEES',
  REFORM = 'REFORM',
  LOCAL_CAPACITY = 'LOCAL_CAPACITY',
  EDUCATION = 'EDUCATION',
}

/** OVERDUE follows from the date; what a source reports is one of the others. */
export enum FindingState {
  OPEN = 'OPEN',
  RECTIFYING = 'RECTIFYING',
  OVERDUE = 'OVERDUE',
  CLOSED = 'CLOSED',
}

export enum Disposition {
  NOTIFIED = 'NOTIFIED',
  EXPOSED = 'EXPOSED',
  ACCOUNTABILITY = 'ACCOUNTABILITY',
  TRANSFERRED = 'TRANSFERRED',
}

export enum CampaignKind {
  RECTIFICATION = 'RECTIFICATION',
  SAFETY_MONTH = 'SAFETY_MONTH',
  EDUCATION = 'EDUCATION',
}

registerEnumType(CommitteeTier, {
  name: 'CommitteeTier',
  description: '组织层级 · Tier of a committee',
  valuesConfig: {
    SAFETY_COMMITTEE: { description: '安全生产委员会 · The safety committee' },
    OFFICE: { description: '安委会办公室 · Its office' },
    SPECIAL: { description: '专业委员会 · A special committee for a sector' },
  },
});
registerEnumType(CommitteeState, {
  name: 'CommitteeState',
  description: '设立进程 · How far a committee has come: one by one when ripe',
  valuesConfig: {
    PLANNED: { description: '筹备 · Planned' },
    TRIAL: { description: '试运行 · On trial' },
    OPERATING: { description: '实体化运行 · Operating' },
    MERGED: { description: '已合并 · Merged into another' },
    DISSOLVED: { description: '已撤销 · Dissolved' },
  },
});
registerEnumType(UnitKind, {
  name: 'UnitKind',
  description: '成员单位类型 · Kind of a member unit',
  valuesConfig: {
    DEPARTMENT: { description: '部门 · Department' },
    TOWNSHIP: { description: '乡镇、街道 · Township or sub-district' },
    DEV_ZONE: { description: '开发区 · Development zone' },
    COUNTY: { description: '县(市、区)· County' },
    STATE_FIRM: { description: '国有企业 · State-owned firm' },
  },
});
registerEnumType(DutyKind, {
  name: 'DutyKind',
  description: '三管三必管 · Who manages something also manages its safety',
  valuesConfig: {
    INDUSTRY: { description: '管行业 · Manages the industry: its firms are supervised by this unit' },
    BUSINESS: { description: '管业务 · Manages the business' },
    PRODUCTION: { description: '管生产经营 · Manages production and operation' },
  },
});
registerEnumType(PostKind, {
  name: 'PostKind',
  description: '岗位类别 · Kind of a post',
  valuesConfig: {
    FIRST_DIRECTOR: { description: '专委会第一主任 · First director of a committee' },
    DIRECTOR: { description: '专委会主任 · Director of a committee' },
    LEADER: { description: '市领导 · City leader' },
    SUPERVISOR: { description: '专职安监环保人员 · Recruited supervisor of a township' },
    OFFICER: { description: '村(社区)安全员 · Safety officer of a village or community' },
    PROBE: { description: '两委主干“探头” · Village committee member who keeps an eye open' },
  },
});
registerEnumType(MeetingKind, {
  name: 'MeetingKind',
  description: '会议类型 · Kind of a meeting',
  valuesConfig: {
    PLENARY: { description: '全体会议 · Plenary' },
    MONTHLY: { description: '安全生产例会 · Monthly safety meeting' },
    SPECIAL_TOPIC: { description: '专题会议、听取汇报 · Special topic or hearing' },
    QUARTERLY_REVIEW: { description: '季度会议 · Quarterly review' },
    PARTY_COMMITTEE: { description: '市委常委会专题研究 · Study by the party standing committee' },
    GOVERNMENT_EXECUTIVE: { description: '市政府常务会 · Government executive meeting' },
  },
});
registerEnumType(TaskState, {
  name: 'TaskState',
  description: '任务状态 · Where a task stands',
  valuesConfig: {
    OPEN: { description: '进行中 · Under way' },
    DONE: { description: '已完成 · Done' },
    OVERDUE: { description: '逾期 · Under way and past its date' },
    CANCELLED: { description: '已取消 · Cancelled' },
  },
});
registerEnumType(TaskPhase, {
  name: 'TaskPhase',
  description: '五同时 · Safety together with the main business, in five phases',
  valuesConfig: {
    PLAN: { description: '同计划 · Planned together' },
    DEPLOY: { description: '同部署 · Deployed together' },
    CARRY_OUT: { description: '同落实 · Carried out together' },
    CHECK: { description: '同检查 · Checked together' },
    ASSESS: { description: '同考核 · Assessed together' },
  },
});
registerEnumType(PatrolKind, {
  name: 'PatrolKind',
  description: '巡查类型 · Kind of a patrol',
  valuesConfig: {
    PATROL: { description: '安全生产巡查 · Patrol of units under the leaders’ duty rule' },
    QUARTERLY_SUPERVISION: { description: '季度督查督导 · Quarterly joint supervision' },
  },
});
registerEnumType(SafetyAspect, {
  name: 'SafetyAspect',
  description: '巡查方面 · The seven aspects that a patrol looks at',
  valuesConfig: {
    LEADERS_DUTY: { description: '领导干部责任制规定与法律法规 · Leaders’ duty rule and laws' },
    DIFFERENTIATED_SUPERVISION: { description: '差异化动态监管 · Differentiated supervision' },
    SAFE_DEVELOPMENT: { description: '城市安全发展 · Safe development of the city' },
    SPECIAL_COMMITTEES: { description: '专委会工作 · Work of the special committees' },
    REFORM: { description: '应急管理改革 · Reform' },
    LOCAL_CAPACITY: { description: '县乡基层应急力量 · County and township capacity' },
    EDUCATION: { description: '宣传教育 · Education' },
  },
});
registerEnumType(FindingState, {
  name: 'FindingState',
  description: '问题状态 · Where a finding stands',
  valuesConfig: {
    OPEN: { description: '未整改 · Not yet taken up' },
    RECTIFYING: { description: '整改中 · Being rectified' },
    OVERDUE: { description: '逾期 · Not closed and past its date' },
    CLOSED: { description: '已销号 · Closed' },
  },
});
registerEnumType(Disposition, {
  name: 'Disposition',
  description: '处置 · What a finding led to',
  valuesConfig: {
    NOTIFIED: { description: '通报 · Circulated' },
    EXPOSED: { description: '曝光 · Exposed' },
    ACCOUNTABILITY: { description: '问责 · Held to account' },
    TRANSFERRED: { description: '移送 · Transferred' },
  },
});
registerEnumType(CampaignKind, {
  name: 'CampaignKind',
  description: '专项行动类型 · Kind of a campaign',
  valuesConfig: {
    RECTIFICATION: { description: '专项整治 · Special rectification' },
    SAFETY_MONTH: { description: '安全生产月 · Safety month' },
    EDUCATION: { description: '宣传教育 · Education' },
  },
});
