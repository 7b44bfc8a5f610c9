import { registerEnumType } from 'type-graphql';
import { Direction, RiskLevel } from '../../kernel/risk/levels';
import { PeriodChange } from '../../kernel/risk/period-steps';

/** Hazard grade 隐患等级: not the risk level, not the accident grade. */
export enum HazardGrade {
  GENERAL = 'GENERAL',
  MAJOR = 'MAJOR',
}

/** Where a hazard stands between being found and being closed. */
export enum HazardState {
  FOUND = 'FOUND',
  RECTIFYING = 'RECTIFYING',
  OVERDUE = 'OVERDUE',
  SUBMITTED = 'SUBMITTED',
  REINSPECTED = 'REINSPECTED',
  CLOSED = 'CLOSED',
}

/** How a risk point was assessed. */
export enum AssessmentMethod {
  LEC = 'LEC',
  LS_5 = 'LS_5',
  LS_6 = 'LS_6',
  IMPORTED = 'IMPORTED',
}

/** Only bodies with enforcement power make an ADMIN_INSPECTION (国办发〔2024〕54号). */
export enum CheckKind {
  ADMIN_INSPECTION = 'ADMIN_INSPECTION',
  SUPERVISORY = 'SUPERVISORY',
  EXPERT_SERVICE = 'EXPERT_SERVICE',
  SELF_CHECK = 'SELF_CHECK',
  PATROL_OF_UNITS = 'PATROL_OF_UNITS',
}

export enum CheckTrigger {
  PLAN = 'PLAN',
  CAMPAIGN = 'CAMPAIGN',
  COMPLAINT = 'COMPLAINT',
  ACCIDENT = 'ACCIDENT',
  DATA_SIGNAL = 'DATA_SIGNAL',
  EVENT_PERIOD = 'EVENT_PERIOD',
}

export enum RuleSetState {
  DRAFT = 'DRAFT',
  APPROVED = 'APPROVED',
  ACTIVE = 'ACTIVE',
  RETIRED = 'RETIRED',
}

registerEnumType(RiskLevel, {
  name: 'RiskLevel',
  description:
    '安全风险等级 · Safety risk level of firms, units, risk points and areas (安委办〔2016〕11号); not the warning colour',
  valuesConfig: {
    UNRATED: { description: '未评估,灰色 · Never assessed: grey, not blue' },
    BLUE_LOW: { description: '低风险 · Low' },
    YELLOW_GENERAL: { description: '一般风险 · General' },
    ORANGE_LARGER: { description: '较大风险 · Larger' },
    RED_MAJOR: { description: '重大风险 · Major' },
  },
});
registerEnumType(Direction, {
  name: 'Direction',
  description: '变化方向 · Whether a risk level rose or fell',
  valuesConfig: { UP: { description: '上升 · Worse' }, DOWN: { description: '下降 · Better' } },
});
registerEnumType(HazardGrade, {
  name: 'HazardGrade',
  description: '隐患等级 · Grade of a hazard that was found',
  valuesConfig: {
    GENERAL: { description: '一般隐患 · General' },
    MAJOR: { description: '重大隐患 · Major: has to be reported and removed' },
  },
});
registerEnumType(HazardState, {
  name: 'HazardState',
  description: '隐患状态 · Where a hazard stands',
  valuesConfig: {
    FOUND: { description: '已发现 · Found' },
    RECTIFYING: { description: '整改中 · Being rectified' },
    OVERDUE: { description: '已逾期 · Past its due date and not closed' },
    SUBMITTED: { description: '已提交 · Submitted for re-inspection' },
    REINSPECTED: { description: '已复查 · Re-inspected' },
    CLOSED: { description: '已销号 · Closed' },
  },
});
registerEnumType(AssessmentMethod, {
  name: 'AssessmentMethod',
  description: '评估方法 · How a risk point was assessed',
  valuesConfig: {
    LEC: { description: '作业条件危险性评价 · L × E × C' },
    LS_5: { description: '5×5 风险矩阵 · L × S, 1 to 5 each' },
    LS_6: { description: '6×6 风险矩阵(煤矿) · L × S, 1 to 6 each' },
    IMPORTED: { description: '外部评估结果 · Result of a method outside the hub' },
  },
});
registerEnumType(CheckKind, {
  name: 'CheckKind',
  description: '检查类型 · Kind of check; a coordinating body, an expert or a grid member may not inspect',
  valuesConfig: {
    ADMIN_INSPECTION: { description: '行政检查 · By a body with enforcement power' },
    SUPERVISORY: { description: '督导检查 · Supervisory' },
    EXPERT_SERVICE: { description: '专家服务 · Expert service' },
    SELF_CHECK: { description: '企业自查 · By the firm itself' },
    PATROL_OF_UNITS: { description: '巡查 · Patrol of units' },
  },
});
registerEnumType(CheckTrigger, {
  name: 'CheckTrigger',
  description: '检查缘由 · What set a check off',
  valuesConfig: {
    PLAN: { description: '年度计划 · Yearly plan' },
    CAMPAIGN: { description: '专项整治 · Campaign' },
    COMPLAINT: { description: '投诉举报 · Complaint' },
    ACCIDENT: { description: '事故 · Accident' },
    DATA_SIGNAL: { description: '数据预警 · Data signal' },
    EVENT_PERIOD: { description: '重大活动保障 · Event period' },
  },
});
registerEnumType(RuleSetState, {
  name: 'RuleSetState',
  description: '规则集状态 · Where a rule set stands in its release',
  valuesConfig: {
    DRAFT: { description: '草案 · Proposed' },
    APPROVED: { description: '已批准 · Approved, not yet in force' },
    ACTIVE: { description: '生效 · In force' },
    RETIRED: { description: '停用 · No longer in force' },
  },
});
registerEnumType(PeriodChange, {
  name: 'PeriodChange',
  description: '保障期变化 · What became of an event period',
  valuesConfig: {
    ANNOUNCED: {
      description:
        '已公布:发布时;每年重复者此后每年开始前 72 小时 · Declared; of a yearly one also 72 h before each later year’s',
    },
    OPENED: { description: '已开始 · It began' },
    ENDED: { description: '已按期结束 · It ended on its date' },
    CALLED_OFF: {
      description:
        '已提前结束或取消,每年重复者不再有 · Ended early, or called off before it began; a yearly one comes no more',
    },
  },
});
