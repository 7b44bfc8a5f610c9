import { registerEnumType } from 'type-graphql';

/** The four kinds of event of the Emergency Response Law; the first digit of an event code, in this order. */
export enum EventCategory {
  NATURAL_DISASTER = 'NATURAL_DISASTER',
  ACCIDENT = 'ACCIDENT',
  PUBLIC_HEALTH = 'PUBLIC_HEALTH',
  SOCIAL_SECURITY = 'SOCIAL_SECURITY',
}

/** Accidents whose casualties are followed for another time (Order 493, Article 13). */
export enum AccidentKind {
  PRODUCTION = 'PRODUCTION',
  ROAD_TRAFFIC = 'ROAD_TRAFFIC',
  FIRE = 'FIRE',
  OTHER = 'OTHER',
}

/** Grade of an accident 事故等级, worst first: not the risk level, not the response level. */
export enum IncidentGrade {
  EXTRAORDINARY = 'EXTRAORDINARY',
  MAJOR = 'MAJOR',
  LARGER = 'LARGER',
  GENERAL = 'GENERAL',
}

/** Level of a response 应急响应, strongest first. */
export enum ResponseLevel {
  LEVEL_I = 'LEVEL_I',
  LEVEL_II = 'LEVEL_II',
  LEVEL_III = 'LEVEL_III',
  LEVEL_IV = 'LEVEL_IV',
}

/** Colour of a public warning 预警级别, worst first: blue is bad news here, and good news on the risk scale. */
export enum WarningColour {
  RED = 'RED',
  ORANGE = 'ORANGE',
  YELLOW = 'YELLOW',
  BLUE = 'BLUE',
}

/** Who reports and who is reported to, from below. */
export enum ReportLevel {
  FIRM = 'FIRM',
  COUNTY = 'COUNTY',
  CITY = 'CITY',
  PROVINCE = 'PROVINCE',
  STATE = 'STATE',
}

/** How a report stands against its clock. */
export enum ReportState {
  DUE = 'DUE',
  OVERDUE = 'OVERDUE',
  ON_TIME = 'ON_TIME',
  LATE = 'LATE',
}

/** 平战结合: whether a division works as every day or as in a response. */
export enum CommandMode {
  PEACETIME = 'PEACETIME',
  WARTIME = 'WARTIME',
}

/** What a step of the log says of an incident. */
export enum IncidentChange {
  REPORTED = 'REPORTED',
  UPDATED = 'UPDATED',
  RESPONSE_RAISED = 'RESPONSE_RAISED',
  RESPONSE_LOWERED = 'RESPONSE_LOWERED',
  CLOSED = 'CLOSED',
}

/** What a step of the log says of a warning. */
export enum WarningChange {
  ISSUED = 'ISSUED',
  UPDATED = 'UPDATED',
  LIFTED = 'LIFTED',
}

registerEnumType(EventCategory, {
  name: 'EventCategory',
  description: '突发事件类别 · Kind of event (突发事件应对法)',
  valuesConfig: {
    NATURAL_DISASTER: { description: '自然灾害 · Natural disaster' },
    ACCIDENT: { description: '事故灾难 · Accident' },
    PUBLIC_HEALTH: { description: '公共卫生事件 · Public health' },
    SOCIAL_SECURITY: { description: '社会安全事件 · Social security' },
  },
});
registerEnumType(AccidentKind, {
  name: 'AccidentKind',
  description: '事故类型 · Kind of accident, as far as reporting duties differ',
  valuesConfig: {
    PRODUCTION: { description: '工矿商贸 · Industry, mining, trade' },
    ROAD_TRAFFIC: { description: '道路交通 · Road traffic' },
    FIRE: { description: '火灾 · Fire' },
    OTHER: { description: '其他 · Other' },
  },
});
registerEnumType(IncidentGrade, {
  name: 'IncidentGrade',
  description: '事故等级 · Grade of an accident (国务院令第493号, 2007); not the risk level',
  valuesConfig: {
    EXTRAORDINARY: { description: '特别重大 · 30 deaths, 100 gravely injured, ¥100 m or more' },
    MAJOR: { description: '重大 · 10 deaths, 50 gravely injured, ¥50 m or more' },
    LARGER: { description: '较大 · 3 deaths, 10 gravely injured, ¥10 m or more' },
    GENERAL: { description: '一般 · Below that' },
  },
});
registerEnumType(ResponseLevel, {
  name: 'ResponseLevel',
  description: '应急响应级别 · Level of a response; not the warning colour',
  valuesConfig: {
    LEVEL_I: { description: 'Ⅰ级 · The strongest' },
    LEVEL_II: { description: 'Ⅱ级 · Second' },
    LEVEL_III: { description: 'Ⅲ级 · Third' },
    LEVEL_IV: { description: 'Ⅳ级 · The weakest' },
  },
});
registerEnumType(WarningColour, {
  name: 'WarningColour',
  description: '预警级别 · Colour of a public warning (突发事件应对法); a blue one is still a warning',
  valuesConfig: {
    RED: { description: '一级(红色)· Level one' },
    ORANGE: { description: '二级(橙色)· Level two' },
    YELLOW: { description: '三级(黄色)· Level three' },
    BLUE: { description: '四级(蓝色)· Level four' },
  },
});
registerEnumType(ReportLevel, {
  name: 'ReportLevel',
  description: '报告层级 · Who reports, and who is reported to',
  valuesConfig: {
    FIRM: { description: '事故单位 · The firm' },
    COUNTY: { description: '县级 · County authorities' },
    CITY: { description: '设区的市级 · City authorities' },
    PROVINCE: { description: '省级 · Provincial authorities' },
    STATE: { description: '国务院部门 · Departments of the State Council' },
  },
});
registerEnumType(ReportState, {
  name: 'ReportState',
  description: '报告时限状态 · How a report stands against its clock',
  valuesConfig: {
    DUE: { description: '待报 · Not made yet, still in time' },
    OVERDUE: { description: '逾期未报 · Not made, and its time is over' },
    ON_TIME: { description: '按时 · Made in time' },
    LATE: { description: '迟报 · Made late' },
  },
});
registerEnumType(CommandMode, {
  name: 'CommandMode',
  description: '平战状态 · Whether a division works as every day or as in a response (平战结合)',
  valuesConfig: {
    PEACETIME: { description: '平时 · Every day' },
    WARTIME: { description: '战时 · In a response' },
  },
});
registerEnumType(IncidentChange, {
  name: 'IncidentChange',
  description: '事件变化 · What happened to an incident',
  valuesConfig: {
    REPORTED: { description: '接报 · Reported, or reported again after it was closed' },
    UPDATED: { description: '续报 · Something else about it changed' },
    RESPONSE_RAISED: { description: '响应升级 · The response was begun or raised' },
    RESPONSE_LOWERED: { description: '响应降级 · The response was lowered or ended' },
    CLOSED: { description: '结束 · Closed' },
  },
});
registerEnumType(WarningChange, {
  name: 'WarningChange',
  description: '预警变化 · What happened to a warning',
  valuesConfig: {
    ISSUED: { description: '发布 · Issued, or in force again' },
    UPDATED: { description: '更新 · Changed' },
    LIFTED: { description: '解除 · Lifted, or lapsed at its end' },
  },
});
