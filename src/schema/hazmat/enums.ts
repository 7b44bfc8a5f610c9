import { registerEnumType } from 'type-graphql';

/** Where a trip stands, from the waybill's first draft on. */
export enum TripStage {
  DRAFT = 'DRAFT',
  DISPATCHED = 'DISPATCHED',
  CHECKED = 'CHECKED',
  LOADED = 'LOADED',
  IN_TRANSIT = 'IN_TRANSIT',
  ARRIVED = 'ARRIVED',
  UNLOADED = 'UNLOADED',
  CLOSED = 'CLOSED',
  CANCELLED = 'CANCELLED',
}

export enum CrewRole {
  DRIVER = 'DRIVER',
  ESCORT = 'ESCORT',
  LOADER = 'LOADER',
}

export enum PassKind {
  TOXIC = 'TOXIC',
  EXPLOSIVE = 'EXPLOSIVE',
  FIREWORKS = 'FIREWORKS',
  RADIOACTIVE = 'RADIOACTIVE',
  RESTRICTED_AREA = 'RESTRICTED_AREA',
}

export enum AreaKind {
  CITY_KEY_AREA = 'CITY_KEY_AREA',
  WATER_SOURCE = 'WATER_SOURCE',
  TUNNEL = 'TUNNEL',
  BRIDGE = 'BRIDGE',
  MOUNTAIN_ROAD = 'MOUNTAIN_ROAD',
  OTHER = 'OTHER',
}

export enum BanKind {
  NIGHT = 'NIGHT',
  PERIOD = 'PERIOD',
}

export enum BannedRoads {
  MOTORWAY = 'MOTORWAY',
  ALL = 'ALL',
}

export enum ViolationSeverity {
  WARN = 'WARN',
  BLOCK = 'BLOCK',
  CRITICAL = 'CRITICAL',
}

export enum TripEventKind {
  CREATED = 'CREATED',
  CHECKED = 'CHECKED',
  LOADED = 'LOADED',
  DEPARTED = 'DEPARTED',
  ENTERED_AREA = 'ENTERED_AREA',
  LEFT_AREA = 'LEFT_AREA',
  OFF_ROUTE = 'OFF_ROUTE',
  OVERSPEED = 'OVERSPEED',
  FATIGUE = 'FATIGUE',
  SIGNAL_LOST = 'SIGNAL_LOST',
  SIGNAL_BACK = 'SIGNAL_BACK',
  ILLEGAL_STOP = 'ILLEGAL_STOP',
  ARRIVED = 'ARRIVED',
  UNLOADED = 'UNLOADED',
  CANCELLED = 'CANCELLED',
  CHANGED = 'CHANGED',
  VIOLATION = 'VIOLATION',
  VIOLATION_CLEARED = 'VIOLATION_CLEARED',
}

registerEnumType(TripStage, {
  name: 'TripStage',
  description: '运输环节 · Where a trip stands',
  valuesConfig: {
    DRAFT: { description: '草稿 · Being written' },
    DISPATCHED: { description: '已派单 · Dispatched by the carrier' },
    CHECKED: { description: '已查验 · Checked before loading' },
    LOADED: { description: '已装货 · Loaded' },
    IN_TRANSIT: { description: '运输中 · On its way' },
    ARRIVED: { description: '已到达 · At its destination' },
    UNLOADED: { description: '已卸货 · Unloaded' },
    CLOSED: { description: '已关闭 · Closed' },
    CANCELLED: { description: '已作废 · Cancelled' },
  },
});
registerEnumType(CrewRole, {
  name: 'CrewRole',
  description: '从业岗位 · What a person is certified as',
  valuesConfig: {
    DRIVER: { description: '驾驶员 · Driver' },
    ESCORT: { description: '押运员 · Escort' },
    LOADER: { description: '装卸管理员 · In charge of loading' },
  },
});
registerEnumType(PassKind, {
  name: 'PassKind',
  description: '通行证类别 · Kind of pass',
  valuesConfig: {
    TOXIC: { description: '剧毒化学品道路运输通行证 · Highly toxic goods by road' },
    EXPLOSIVE: { description: '民用爆炸物品运输许可证 · Civil explosives' },
    FIREWORKS: { description: '烟花爆竹道路运输许可证 · Fireworks by road' },
    RADIOACTIVE: { description: '放射性物品道路运输批准 · Radioactive goods by road' },
    RESTRICTED_AREA: { description: '限行区域通行证 · Entry to a restricted area' },
  },
});
registerEnumType(AreaKind, {
  name: 'AreaKind',
  description: '限制通行区域类别 · Kind of restricted area',
  valuesConfig: {
    CITY_KEY_AREA: { description: '城市重点区域 · Key area of a city' },
    WATER_SOURCE: { description: '水源保护区 · Water source' },
    TUNNEL: { description: '隧道 · Tunnel' },
    BRIDGE: { description: '桥梁 · Bridge' },
    MOUNTAIN_ROAD: { description: '危险山路 · Dangerous mountain road' },
    OTHER: { description: '其他 · Other' },
  },
});
registerEnumType(BanKind, {
  name: 'BanKind',
  description: '禁行类别 · Kind of ban',
  valuesConfig: {
    NIGHT: { description: '夜间禁行 · By night' },
    PERIOD: { description: '时段禁行(节假日、重大活动)· For a time: a holiday or event' },
  },
});
registerEnumType(BannedRoads, {
  name: 'BannedRoads',
  description: '禁行道路 · Which roads are closed',
  valuesConfig: {
    MOTORWAY: { description: '高速公路 · Motorways' },
    ALL: { description: '所有道路 · All roads' },
  },
});
registerEnumType(ViolationSeverity, {
  name: 'ViolationSeverity',
  description: '违规严重程度 · How grave a violation is',
  valuesConfig: {
    WARN: { description: '提示 · To be looked at' },
    BLOCK: { description: '禁行 · The trip may not be made' },
    CRITICAL: { description: '危急 · To be stopped at once' },
  },
});
registerEnumType(TripEventKind, {
  name: 'TripEventKind',
  description: '运输事件类别 · What happened to a trip',
  valuesConfig: {
    CREATED: { description: '运单首见 · First seen by the hub' },
    CHECKED: { description: '装货查验完成 · Checked before loading' },
    LOADED: { description: '装货完成 · Loaded' },
    DEPARTED: { description: '出发 · Departed' },
    ENTERED_AREA: { description: '进入区域 · Entered an area' },
    LEFT_AREA: { description: '离开区域 · Left an area' },
    OFF_ROUTE: { description: '偏离路线 · Left its route' },
    OVERSPEED: { description: '超速 · Too fast' },
    FATIGUE: { description: '疲劳驾驶 · Driven for too long' },
    SIGNAL_LOST: { description: '运输中失去定位超过 5 分钟 · Not positioned for 5 minutes on its way' },
    SIGNAL_BACK: { description: '定位恢复 · Positioned again' },
    ILLEGAL_STOP: { description: '违规停车 · Stopped where it may not' },
    ARRIVED: { description: '到达 · Arrived' },
    UNLOADED: { description: '卸货完成 · Unloaded' },
    CANCELLED: { description: '作废 · Cancelled' },
    CHANGED: { description: '运单内容变更 · Parties, goods, vehicle or people of the waybill were changed' },
    VIOLATION: { description: '发现违规 · A violation was found' },
    VIOLATION_CLEARED: { description: '违规消除 · A violation is no longer there' },
  },
});

/** 1 to 3, the gravest highest: the rank of an event in the log. */
export const severityRank = (severity: ViolationSeverity): number =>
  Object.values(ViolationSeverity).indexOf(severity) + 1;
