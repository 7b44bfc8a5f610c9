import {
  CampaignKind,
  CommitteeTier,
  DutyKind,
  FindingState,
  MeetingKind,
  PatrolKind,
  PostKind,
  SafetyAspect,
  TaskPhase,
  TaskState,
  UnitKind,
} from '../../schema/committees/enums';

// The registry's words, as the graph names them.

export const TIERS = {
  安委会: CommitteeTier.SAFETY_COMMITTEE,
  安委办: CommitteeTier.OFFICE,
  专委会: CommitteeTier.SPECIAL,
};

export const UNIT_KINDS = {
  部门: UnitKind.DEPARTMENT,
  乡镇街道: UnitKind.TOWNSHIP,
  开发区: UnitKind.DEV_ZONE,
  县市区: UnitKind.COUNTY,
  国有企业: UnitKind.STATE_FIRM,
};

export const DUTY_KINDS = {
  管行业: DutyKind.INDUSTRY,
  管业务: DutyKind.BUSINESS,
  管生产经营: DutyKind.PRODUCTION,
};

export const POST_KINDS = {
  市领导: PostKind.LEADER,
  专职安监员: PostKind.SUPERVISOR,
  安全员: PostKind.OFFICER,
  探头: PostKind.PROBE,
};

export const MEETING_KINDS = {
  全体会议: MeetingKind.PLENARY,
  安全生产例会: MeetingKind.MONTHLY,
  专题会议: MeetingKind.SPECIAL_TOPIC,
  季度会议: MeetingKind.QUARTERLY_REVIEW,
  市委常委会: MeetingKind.PARTY_COMMITTEE,
  市政府常务会: MeetingKind.GOVERNMENT_EXECUTIVE,
};

/** Whether a task is overdue is for the calendar: the word says no more than that it is not done. */
export const TASK_STATES = {
  进行中: TaskState.OPEN,
  逾期: TaskState.OPEN,
  已完成: TaskState.DONE,
  已取消: TaskState.CANCELLED,
};

export const TASK_PHASES = {
  同计划: TaskPhase.PLAN,
  同部署: TaskPhase.DEPLOY,
  同落实: TaskPhase.CARRY_OUT,
  同检查: TaskPhase.CHECK,
  同考核: TaskPhase.ASSESS,
};

export const PATROL_KINDS = {
  巡查: PatrolKind.PATROL,
  季度督查督导: PatrolKind.QUARTERLY_SUPERVISION,
};

export const ASPECTS: Readonly<Record<string, SafetyAspect>> = {
  责任制规定与法律法规: SafetyAspect.LEADERS_DUTY,
  差异化动态监管: SafetyAspect.DIFFERENTIATED_SUPERVISION,
  城市安全发展: SafetyAspect.SAFE_DEVELOPMENT,
  专委会工作: SafetyAspect.SPECIAL_COMMITTEES,
  应急管理改革: SafetyAspect.REFORM,
  县乡基层应急力量: SafetyAspect.LOCAL_CAPACITY,
  宣传教育: SafetyAspect.EDUCATION,
};

/** As of TASK_STATES. */
export const FINDING_STATES = {
  未整改: FindingState.OPEN,
  整改中: FindingState.RECTIFYING,
  逾期: FindingState.RECTIFYING,
  已销号: FindingState.CLOSED,
};

export const CAMPAIGN_KINDS = {
  专项整治: CampaignKind.RECTIFICATION,
  安全生产月: CampaignKind.SAFETY_MONTH,
  宣传教育: CampaignKind.EDUCATION,
};
