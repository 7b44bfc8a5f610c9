/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** 设立进程 · How far a committee has come: one by one when ripe */
export type CommitteeState =
  /** 已撤销 · Dissolved */
  | 'DISSOLVED'
  /** 已合并 · Merged into another */
  | 'MERGED'
  /** 实体化运行 · Operating */
  | 'OPERATING'
  /** 筹备 · Planned */
  | 'PLANNED'
  /** 试运行 · On trial */
  | 'TRIAL';

/** 坐标系 · Coordinate reference system */
export type Crs =
  /** 2000 国家大地坐标系 · China Geodetic Coordinate System 2000 */
  | 'CGCS2000'
  /** GCJ-02(国内互联网地图)· Shifted, as web maps in China use it */
  | 'GCJ02'
  /** WGS 84(卫星定位)· As satellites give it */
  | 'WGS84';

/** 变化方向 · Whether a risk level rose or fell */
export type Direction =
  /** 下降 · Better */
  | 'DOWN'
  /** 上升 · Worse */
  | 'UP';

/** 处置 · What a finding led to */
export type Disposition =
  /** 问责 · Held to account */
  | 'ACCOUNTABILITY'
  /** 曝光 · Exposed */
  | 'EXPOSED'
  /** 通报 · Circulated */
  | 'NOTIFIED'
  /** 移送 · Transferred */
  | 'TRANSFERRED';

/** 重大活动保障期 · A period of a major event */
export type EventPeriodInput = {
  /** 区划,含其下级,1 至 200 个 · Divisions with all below them, 1 to 200 */
  areas: Array<string>;
  /** 开始;已过则自发布起 · Begins; from now when that has passed */
  from: string;
  /** 行业;空为规则所列 · Trades; null: those that the rule names */
  industries?: Array<string> | null | undefined;
  /** 名称,1 至 200 字 · Name, 1 to 200 characters */
  name: string;
  /** 结束,一年之内 · Ends, within a year */
  to: string;
  /** 每年重复 · Every year on the same days */
  yearly?: boolean;
};

/** 隐患等级 · Grade of a hazard that was found */
export type HazardGrade =
  /** 一般隐患 · General */
  | 'GENERAL'
  /** 重大隐患 · Major: has to be reported and removed */
  | 'MAJOR';

/** 事故等级 · Grade of an accident (国务院令第493号, 2007); not the risk level */
export type IncidentGrade =
  /** 特别重大 · 30 deaths, 100 gravely injured, ¥100 m or more */
  | 'EXTRAORDINARY'
  /** 一般 · Below that */
  | 'GENERAL'
  /** 较大 · 3 deaths, 10 gravely injured, ¥10 m or more */
  | 'LARGER'
  /** 重大 · 10 deaths, 50 gravely injured, ¥50 m or more */
  | 'MAJOR';

/** 行业 · Trade of a firm */
export type Industry =
  /** 农业 · Agriculture */
  | 'AGRICULTURE'
  /** 炭素 · Carbon */
  | 'CARBON'
  /** 餐饮 · Catering */
  | 'CATERING'
  /** 煤矿 · Coal mine */
  | 'COAL_MINE'
  /** 洗煤 · Coal washing */
  | 'COAL_WASHING'
  /** 焦化 · Coking */
  | 'COKING'
  /** 建筑施工 · Construction */
  | 'CONSTRUCTION'
  /** 烟花爆竹 · Fireworks */
  | 'FIREWORKS'
  /** 危险化学品 · Hazardous chemicals */
  | 'HAZMAT'
  /** 旅店 · Hotels */
  | 'HOTEL'
  /** 冶金 · Metallurgy */
  | 'METALLURGY'
  /** 非煤矿山 · Non-coal mine */
  | 'NON_COAL_MINE'
  /** 其他 · Other */
  | 'OTHER'
  /** 尾矿库 · Tailings pond */
  | 'TAILINGS'
  /** 旅游 · Tourism */
  | 'TOURISM'
  /** 城镇燃气 · Town gas */
  | 'TOWN_GAS'
  /** 交通运输 · Transport */
  | 'TRANSPORT';

/** 证照类型 · Kind of licence */
export type LicenceKind =
  /** 危险化学品经营许可证 · Trade in hazardous chemicals */
  | 'HAZCHEM_BUSINESS'
  /** 危险化学品使用许可证 · Use of hazardous chemicals */
  | 'HAZCHEM_USE'
  /** 道路危险货物运输许可证 · Dangerous goods by road */
  | 'HAZMAT_ROAD_TRANSPORT'
  /** 采矿许可证 · Mining */
  | 'MINING'
  /** 压力容器使用登记证 · Use of pressure vessels */
  | 'PRESSURE_VESSEL'
  /** 安全生产许可证 · Safety production */
  | 'SAFETY_PRODUCTION';

/** 证照状态 · Whether a licence holds today */
export type LicenceState =
  /** 过期 · Expired */
  | 'EXPIRED'
  /** 即将到期(60 日内)· Expires within 60 days */
  | 'EXPIRING'
  /** 吊销 · Revoked */
  | 'REVOKED'
  /** 暂扣 · Suspended */
  | 'SUSPENDED'
  /** 有效 · Valid */
  | 'VALID';

/** 限值类别 · Kind of limit of a measuring point */
export type LimitKind =
  /** 开关量 · The value that means alarm */
  | 'DISCRETE'
  /** 上限 · At or above */
  | 'HIGH'
  /** 上上限 · At or above */
  | 'HIGH_HIGH'
  /** 下限 · At or below */
  | 'LOW'
  /** 下下限 · At or below */
  | 'LOW_LOW'
  /** 断线(秒) · Seconds without a reading */
  | 'OFFLINE'
  /** 断电值 · At or above, the power of the area is cut */
  | 'POWER_CUT'
  /** 变化率(每分钟) · Change per minute, at or above */
  | 'RATE';

/** 重大危险源级别(一级最重)· Level of a major hazard unit, 1 is the worst (GB 18218-2018) */
export type MajorHazardLevel =
  /** 一级 · R ≥ 100 */
  | 'LEVEL_1'
  /** 二级 · 50 ≤ R < 100 */
  | 'LEVEL_2'
  /** 三级 · 10 ≤ R < 50 */
  | 'LEVEL_3'
  /** 四级 · R < 10 */
  | 'LEVEL_4';

/** 通行证类别 · Kind of pass */
export type PassKind =
  /** 民用爆炸物品运输许可证 · Civil explosives */
  | 'EXPLOSIVE'
  /** 烟花爆竹道路运输许可证 · Fireworks by road */
  | 'FIREWORKS'
  /** 放射性物品道路运输批准 · Radioactive goods by road */
  | 'RADIOACTIVE'
  /** 限行区域通行证 · Entry to a restricted area */
  | 'RESTRICTED_AREA'
  /** 剧毒化学品道路运输通行证 · Highly toxic goods by road */
  | 'TOXIC';

/** 保障期变化 · What became of an event period */
export type PeriodChange =
  /** 已公布:发布时;每年重复者此后每年开始前 72 小时 · Declared; of a yearly one also 72 h before each later year’s */
  | 'ANNOUNCED'
  /** 已提前结束或取消,每年重复者不再有 · Ended early, or called off before it began; a yearly one comes no more */
  | 'CALLED_OFF'
  /** 已按期结束 · It ended on its date */
  | 'ENDED'
  /** 已开始 · It began */
  | 'OPENED';

/** 位置 · A place */
export type PointInput = {
  /** 坐标系 · Reference system: CGCS2000, WGS84 or GCJ02 */
  crs?: string | null | undefined;
  /** 纬度(3 至 54)· Latitude, 3 to 54 */
  lat: number;
  /** 经度(73 至 136)· Longitude, 73 to 136 */
  lng: number;
};

/** 数据质量 · Quality of a value */
export type Quality =
  /** 坏值 · Not to be used, never judged */
  | 'BAD'
  /** 良好 · Good */
  | 'GOOD'
  /** 替代值 · Substituted by hand or by a model */
  | 'SUBSTITUTED'
  /** 存疑:来源标明,或由平台判定超出量程、6 小时以上不变 · Uncertain, as the source says, or as the hub sees: beyond the range of the point, or not moved for 6 h. Judged all the same */
  | 'UNCERTAIN';

/** 救援类别(七类)· What a team is able to rescue from */
export type RescueCapability =
  /** 煤矿 · Coal mine */
  | 'COAL_MINE'
  /** 抗震救灾 · Earthquake */
  | 'EARTHQUAKE'
  /** 防汛抗旱 · Flood and drought */
  | 'FLOOD_DROUGHT'
  /** 森林火灾 · Forest fire */
  | 'FOREST_FIRE'
  /** 地质灾害 · Geological disaster */
  | 'GEO_DISASTER'
  /** 危险化学品 · Hazardous chemicals */
  | 'HAZMAT'
  /** 社会综合救援 · Social comprehensive rescue */
  | 'SOCIAL_COMPREHENSIVE';

/** 应急响应级别 · Level of a response; not the warning colour */
export type ResponseLevel =
  /** Ⅰ级 · The strongest */
  | 'LEVEL_I'
  /** Ⅱ级 · Second */
  | 'LEVEL_II'
  /** Ⅲ级 · Third */
  | 'LEVEL_III'
  /** Ⅳ级 · The weakest */
  | 'LEVEL_IV';

/** 安全风险等级 · Safety risk level of firms, units, risk points and areas (安委办〔2016〕11号); not the warning colour */
export type RiskLevel =
  /** 低风险 · Low */
  | 'BLUE_LOW'
  /** 较大风险 · Larger */
  | 'ORANGE_LARGER'
  /** 重大风险 · Major */
  | 'RED_MAJOR'
  /** 未评估,灰色 · Never assessed: grey, not blue */
  | 'UNRATED'
  /** 一般风险 · General */
  | 'YELLOW_GENERAL';

/** 规则集状态 · Where a rule set stands in its release */
export type RuleSetState =
  /** 生效 · In force */
  | 'ACTIVE'
  /** 已批准 · Approved, not yet in force */
  | 'APPROVED'
  /** 草案 · Proposed */
  | 'DRAFT'
  /** 停用 · No longer in force */
  | 'RETIRED';

/** 安全分类(含义因行业而异)· Safety class; the letters mean different things by sector: a coal mine D is stopped, a non-coal mine D is dangerous */
export type SafetyClass =
  /** 煤矿:安全保障程度较高;非煤矿山:低风险 · Coal mine: higher assurance; non-coal mine: low risk */
  | 'A'
  /** 煤矿:一般;非煤矿山:一般风险 · Coal mine: ordinary; non-coal mine: general risk */
  | 'B'
  /** 煤矿:较低;非煤矿山:较大风险 · Coal mine: lower assurance; non-coal mine: larger risk */
  | 'C'
  /** 煤矿:长期停产停建;非煤矿山:重大风险 · Coal mine: long stopped; non-coal mine: major risk */
  | 'D';

/** 安全生产标准化等级 · Standardisation grade (应急〔2021〕83号), valid 3 years */
export type StandardisationGrade =
  /** 一级 · By the ministry */
  | 'GRADE_1'
  /** 二级 · By the province */
  | 'GRADE_2'
  /** 三级 · By the city */
  | 'GRADE_3'
  /** 未定级 · None */
  | 'UNGRADED';

/** 队伍状态 · Where a team stands; only READY can be sent */
export type TeamState =
  /** 到场 · At work on the scene */
  | 'ON_SCENE'
  /** 待命 · Ready to go */
  | 'READY'
  /** 休整 · Back, and not yet fit to go again */
  | 'RESTING'
  /** 出动 · On its way */
  | 'TURNED_OUT'
  /** 停用 · Out of service */
  | 'UNAVAILABLE';

/** 运输事件类别 · What happened to a trip */
export type TripEventKind =
  /** 到达 · Arrived */
  | 'ARRIVED'
  /** 作废 · Cancelled */
  | 'CANCELLED'
  /** 运单内容变更 · Parties, goods, vehicle or people of the waybill were changed */
  | 'CHANGED'
  /** 装货查验完成 · Checked before loading */
  | 'CHECKED'
  /** 运单首见 · First seen by the hub */
  | 'CREATED'
  /** 出发 · Departed */
  | 'DEPARTED'
  /** 进入区域 · Entered an area */
  | 'ENTERED_AREA'
  /** 疲劳驾驶 · Driven for too long */
  | 'FATIGUE'
  /** 违规停车 · Stopped where it may not */
  | 'ILLEGAL_STOP'
  /** 离开区域 · Left an area */
  | 'LEFT_AREA'
  /** 装货完成 · Loaded */
  | 'LOADED'
  /** 偏离路线 · Left its route */
  | 'OFF_ROUTE'
  /** 超速 · Too fast */
  | 'OVERSPEED'
  /** 定位恢复 · Positioned again */
  | 'SIGNAL_BACK'
  /** 运输中失去定位超过 5 分钟 · Not positioned for 5 minutes on its way */
  | 'SIGNAL_LOST'
  /** 卸货完成 · Unloaded */
  | 'UNLOADED'
  /** 发现违规 · A violation was found */
  | 'VIOLATION'
  /** 违规消除 · A violation is no longer there */
  | 'VIOLATION_CLEARED';

/** 货物 · Goods of one UN number */
export type TripGoodsInput = {
  /** 质量(千克)· Mass in kilograms */
  massKg: number;
  /** 包装类别:I、II、III · Packing group */
  packingGroup?: string | null | undefined;
  /** 联合国编号(四位)· UN number, four digits */
  un: string;
};

/** 拟行运输 · A trip that is planned */
export type TripInput = {
  /** 承运人 · Carrier */
  carrier: string;
  /** 收货人 · Consignee */
  consignee: string;
  /** 托运人 · Consignor */
  consignor: string;
  /** 驾驶员从业资格证号 · Certificate of the driver */
  driverCertificate: string;
  /** 预计卸货完成;缺省为装货后 8 小时 · When it will be unloaded; by default 8 hours after loading */
  endsAt?: string | null | undefined;
  /** 押运员从业资格证号 · Certificate of the escort */
  escortCertificate?: string | null | undefined;
  /** 装货时刻,按此时有效的规则判定 · When it is loaded: judged by the rules valid then */
  loadAt: string;
  /** 质量(千克)· Mass in kilograms */
  massKg: number;
  /** 行经高速公路;空为未知,涉及高速公路禁行的规则不予判定 · Whether it uses motorways; null: not known, so bans of motorways are not judged */
  motorway?: boolean | null | undefined;
  /** 同车其他货物 · Other goods in the same load */
  otherGoods?: Array<TripGoodsInput> | null | undefined;
  /** 包装类别:I、II、III · Packing group */
  packingGroup?: string | null | undefined;
  /** 通行证号 · Numbers of its passes */
  passNumbers?: Array<string> | null | undefined;
  /** 车牌号 · Plate */
  plate: string;
  /** 车牌颜色,如 黄色 · Colour of the plate */
  plateColour: string;
  /** 路线(CGCS2000 折线)· Route, a line in CGCS2000 */
  route?: Record<string, unknown> | null | undefined;
  /** 挂车号牌 · Plate of the trailer */
  trailerPlate?: string | null | undefined;
  /** 挂车号牌颜色 · Colour of the plate of the trailer */
  trailerPlateColour?: string | null | undefined;
  /** 联合国编号(四位)· UN number, four digits */
  un: string;
  /** 本次行程已有的运单,不与自身冲突 · The trip’s own waybill, which it does not overlap with */
  waybill?: string | number | null | undefined;
};

/** 违规严重程度 · How grave a violation is */
export type ViolationSeverity =
  /** 禁行 · The trip may not be made */
  | 'BLOCK'
  /** 危急 · To be stopped at once */
  | 'CRITICAL'
  /** 提示 · To be looked at */
  | 'WARN';

export type Q10_FirePreplanQueryVariables = Exact<{
  u: string;
}>;


export type Q10_FirePreplanQuery = { enterprise: { name: string, sites: Array<{ name: string, boundary: Record<string, unknown> | null, position: { lng: number, lat: number, crs: Crs, gcj02: Array<number> | null }, sensors: Array<{ place: string, latest: { value: number | null, at: string, quality: Quality } | null }> | null }>, majorHazardUnits: Array<{ level: MajorHazardLevel | null, r: number | null, exposedPersons: number, chemicals: Array<{ name: string, cas: string | null, qDesignMaxT: number }> }>, ownTeams: Array<{ capabilities: Array<RescueCapability>, onDuty: number }> | null, inbound: Array<{ id: string, loadAt: string }> | null } | null };

export type Q11_CatchUpQueryVariables = Exact<{
  after?: string | null | undefined;
  d: string;
}>;


export type Q11_CatchUpQuery = { riskChanges: { nodes: Array<{ id: string, cursor: string, at: string, direction: Direction, from: RiskLevel | null, to: RiskLevel, batchId: string | null, enterprise: { uscc: string, name: string } | null, division: { code: string, name: string } | null, causes: Array<{ rule: string, basis: string }> }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } | null };

export type Q12_MapLayerQueryVariables = Exact<{
  d: string;
  a?: string | null | undefined;
}>;


export type Q12_MapLayerQuery = { enterprises: { total: number | null, pageInfo: { endCursor: string | null, hasNextPage: boolean }, nodes: Array<{ uscc: string, name: string, industry: Industry, risk: { dynamic: RiskLevel, stale: boolean } | null, sites: Array<{ position: { lng: number, lat: number, crs: Crs } }> }> } | null };

export type Q1_ShiftBoardQueryVariables = Exact<{
  d: string;
}>;


export type Q1_ShiftBoardQuery = { division: { name: string, risk: { asOf: string, complete: boolean, openMajorHazards: number, overdueHazards: number, counts: Array<{ level: RiskLevel, count: number }>, activePeriods: Array<{ name: string, to: string }>, children: Array<{ division: { code: string, name: string } | null, counts: Array<{ level: RiskLevel, count: number }> }> } | null } | null, linkHealth: { online: number, stale: number, offline: number, oldestGap: string | null } | null, incidents: Array<{ id: string, title: string, response: ResponseLevel | null, reportDueAt: string }> | null };

export type Q2_AlarmToActionQueryVariables = Exact<{
  d: string;
  at: PointInput;
}>;


export type Q2_AlarmToActionQuery = { alarms: { nodes: Array<{ id: string, kind: LimitKind, peak: number | null, openedAt: string, sensor: { place: string, quantity: string, unit: string, limits: Array<{ kind: LimitKind, value: number, basis: string | null }> }, site: { name: string, enterprise: { name: string, risk: { dynamic: RiskLevel, factors: Array<{ rule: string, evidence: string }> } | null, majorHazardUnits: Array<{ level: MajorHazardLevel | null, chemicals: Array<{ name: string, cas: string | null }> }>, supervisingUnit: { name: string } | null, rescueAgreementWith: Array<{ name: string, state: TeamState, turnoutSeconds: number | null }> | null } } | null }> } | null, nearestTeams: Array<{ km: number, etaMinutes: number | null, team: { name: string, state: TeamState, onDuty: number } }> | null };

export type Q3_IncidentResourcesQueryVariables = Exact<{
  d: string;
  p: PointInput;
}>;


export type Q3_IncidentResourcesQuery = { incidents: Array<{ title: string, grade: IncidentGrade | null, reportDueAt: string, enterprise: { name: string, majorHazardUnits: Array<{ chemicals: Array<{ name: string, qDesignMaxT: number }> }> } | null, waybill: { goods: Array<{ massKg: number, good: { un: string, class: string, nameZh: string } }>, vehicle: { plate: string, position: { lng: number, lat: number, at: string } | null } } | null, teams: Array<{ name: string, state: TeamState } | null> | null, headquarters: { name: string, plan: { title: string } | null } | null }> | null, findStock: Array<{ km: number, available: number, line: { expiresOn: string | null, depot: { name: string }, material: { name: string, unit: string } } }> | null };

export type Q4_WhyThisColourQueryVariables = Exact<{
  u: string;
  from: string;
}>;


export type Q4_WhyThisColourQuery = { enterprise: { name: string, risk: { inherent: RiskLevel, dynamic: RiskLevel, score: number, since: string, ruleSetVersion: string, stale: boolean, factors: Array<{ rule: string, effect: string, basis: string, evidence: string, certainty: string, until: string | null }>, override: { by: string, reason: string, until: string } | null } | null, riskHistory: Array<{ at: string, from: RiskLevel | null, to: RiskLevel, causes: Array<{ rule: string }> }> | null } | null };

export type Q5_MyCommitteeQueryVariables = Exact<{
  c: string | number;
}>;


export type Q5_MyCommitteeQuery = { committee: { name: string, state: CommitteeState, director: { title: string }, members: Array<{ name: string, assessment: { score: number, rank: number | null } | null }>, tasks: Array<{ title: string, dueOn: string, owner: { name: string } }>, findings: Array<{ text: string, dueOn: string | null, dispositions: Array<Disposition>, unit: { name: string } }>, enterprises: { nodes: Array<{ name: string, safetyClass: SafetyClass | null, risk: { dynamic: RiskLevel, since: string } | null, hazards: Array<{ title: string, grade: HazardGrade, dueOn: string }> | null, consultations: Array<{ on: string, findings: number }> | null } | null> } | null } | null };

export type Q6_WhoToVisitQueryVariables = Exact<{
  d: string;
  b: string;
}>;


export type Q6_WhoToVisitQuery = { supervisionDue: Array<{ planned: number, done: number, cap: number | null, blockedByCap: boolean, nextDueOn: string | null, enterprise: { name: string, industry: Industry, safetyClass: SafetyClass | null, standardisationGrade: StandardisationGrade, gradeExpiresOn: string | null, risk: { dynamic: RiskLevel } | null, supervisingUnit: { name: string } | null } | null }> | null };

export type Q7_EventPeriodRehearsalQueryVariables = Exact<{
  v: string;
  d: string;
  p?: EventPeriodInput | null | undefined;
}>;


export type Q7_EventPeriodRehearsalQuery = { simulate: { raised: number, lowered: number, unchanged: number, samples: Array<{ from: RiskLevel | null, to: RiskLevel, enterprise: { name: string } | null, causes: Array<{ rule: string, basis: string }> }>, told: Array<{ committee: string | null, up: number, down: number, division: { name: string } | null }> } | null };

export type Q8_TripCheckQueryVariables = Exact<{
  t: TripInput;
}>;


export type Q8_TripCheckQuery = { checkTrip: { legal: boolean, ruleSetVersion: string, violations: Array<{ rule: string, severity: ViolationSeverity, message: string, basis: string }> } | null };

export type Q9_LiveToxicTripsQueryVariables = Exact<{
  d: string;
}>;


export type Q9_LiveToxicTripsQuery = { waybills: { total: number | null, nodes: Array<{ id: string, carrier: { name: string, licences: Array<{ kind: LicenceKind, validTo: string | null, state: LicenceState }> } | null, vehicle: { plate: string, online: boolean, position: { lng: number, lat: number, speedKmh: number | null, at: string } | null }, goods: Array<{ massKg: number, good: { un: string, nameZh: string, highlyToxic: boolean | null } }>, passes: Array<{ kind: PassKind, validTo: string }>, verdict: { legal: boolean, violations: Array<{ rule: string }> }, destination: { name: string, enterprise: { name: string, risk: { dynamic: RiskLevel } | null } } | null }> } | null };

export type R1_DeclareEventPeriodMutationVariables = Exact<{
  p: EventPeriodInput;
}>;


export type R1_DeclareEventPeriodMutation = { declareEventPeriod: { id: string, name: string, from: string, to: string, shortNotice: boolean, effects: Array<string> } };

export type R2_OverrideRiskMutationVariables = Exact<{
  u: string | number;
  until: string;
  request: string | number;
}>;


export type R2_OverrideRiskMutation = { overrideRisk: { from: RiskLevel | null, to: RiskLevel, causes: Array<{ rule: string, evidence: string }> } };

export type R3_ProposeRuleSetMutationVariables = Exact<{
  document: unknown;
}>;


export type R3_ProposeRuleSetMutation = { proposeRuleSet: { version: string, state: RuleSetState, proposedBy: string | null } };

export type R4_SimulateOnHistoryQueryVariables = Exact<{
  v: string;
  d: string;
  from: string;
}>;


export type R4_SimulateOnHistoryQuery = { simulate: { raised: number, lowered: number, unchanged: number, samples: Array<{ at: string, from: RiskLevel | null, to: RiskLevel, enterprise: { name: string } | null, causes: Array<{ rule: string, evidence: string }> }>, told: Array<{ committee: string | null, up: number, down: number, division: { name: string } | null }> } | null };

export type R5_ApproveRuleSetMutationVariables = Exact<{
  v: string;
  activeFrom: string;
}>;


export type R5_ApproveRuleSetMutation = { approveRuleSet: { version: string, state: RuleSetState, approvedBy: string | null, activeFrom: string | null } };

export type R6_RollBackRuleSetMutationVariables = Exact<{
  document: unknown;
}>;


export type R6_RollBackRuleSetMutation = { proposeRuleSet: { version: string, state: RuleSetState, proposedBy: string | null } };

export type R7_EndEventPeriodMutationVariables = Exact<{
  id: string | number;
}>;


export type R7_EndEventPeriodMutation = { endEventPeriod: { id: string, name: string, endedAt: string | null } };

export type R8_FollowEventPeriodsSubscriptionVariables = Exact<{
  d: string;
  a?: string | null | undefined;
}>;


export type R8_FollowEventPeriodsSubscription = { eventPeriodChanged: { id: string, cursor: string, kind: PeriodChange, at: string, name: string, from: string, to: string, shortNotice: boolean | null, areas: Array<{ name: string } | null> | null } };

export type S1SubscriptionVariables = Exact<{
  d: string;
  a?: string | null | undefined;
}>;


export type S1Subscription = { riskLevelChanged: { id: string, cursor: string, at: string, from: RiskLevel | null, to: RiskLevel, enterprise: { uscc: string, name: string } | null, causes: Array<{ rule: string, evidence: string }> } };

export type S2SubscriptionVariables = Exact<{
  d: string;
}>;


export type S2Subscription = { tripEvent: { id: string, cursor: string, seq: number, kind: TripEventKind, at: string, violation: { rule: string, message: string } | null, waybill: { id: string, vehicle: { plate: string }, goods: Array<{ good: { un: string, class: string } }> } } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const Q10_FirePreplanDocument = new TypedDocumentString(`
    query Q10_FirePreplan($u: USCC!) {
  enterprise(uscc: $u) {
    name
    sites {
      name
      position {
        lng
        lat
        crs
        gcj02
      }
      boundary
      sensors(quantity: ["CH4", "H2S", "CO"]) {
        place
        latest {
          value
          at
          quality
        }
      }
    }
    majorHazardUnits {
      level
      r
      exposedPersons
      chemicals {
        name
        cas
        qDesignMaxT
      }
    }
    ownTeams {
      capabilities
      onDuty
    }
    inbound(stage: [IN_TRANSIT]) {
      id
      loadAt
    }
  }
}
    `) as unknown as TypedDocumentString<Q10_FirePreplanQuery, Q10_FirePreplanQueryVariables>;
export const Q11_CatchUpDocument = new TypedDocumentString(`
    query Q11_CatchUp($after: String, $d: DivisionCode!) {
  riskChanges(after: $after, filter: {division: $d, minLevel: ORANGE_LARGER}) {
    nodes {
      id
      cursor
      at
      direction
      from
      to
      enterprise {
        uscc
        name
      }
      division {
        code
        name
      }
      batchId
      causes {
        rule
        basis
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<Q11_CatchUpQuery, Q11_CatchUpQueryVariables>;
export const Q12_MapLayerDocument = new TypedDocumentString(`
    query Q12_MapLayer($d: DivisionCode!, $a: String) {
  enterprises(filter: {division: $d}, first: 200, after: $a) {
    total
    pageInfo {
      endCursor
      hasNextPage
    }
    nodes {
      uscc
      name
      industry
      risk {
        dynamic
        stale
      }
      sites {
        position {
          lng
          lat
          crs
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<Q12_MapLayerQuery, Q12_MapLayerQueryVariables>;
export const Q1_ShiftBoardDocument = new TypedDocumentString(`
    query Q1_ShiftBoard($d: DivisionCode!) {
  division(code: $d) {
    name
    risk {
      asOf
      complete
      counts {
        level
        count
      }
      activePeriods {
        name
        to
      }
      openMajorHazards
      overdueHazards
      children {
        division {
          code
          name
        }
        counts {
          level
          count
        }
      }
    }
  }
  linkHealth(division: $d) {
    online
    stale
    offline
    oldestGap
  }
  incidents(division: $d) {
    id
    title
    response
    reportDueAt
  }
}
    `) as unknown as TypedDocumentString<Q1_ShiftBoardQuery, Q1_ShiftBoardQueryVariables>;
export const Q2_AlarmToActionDocument = new TypedDocumentString(`
    query Q2_AlarmToAction($d: DivisionCode!, $at: PointInput!) {
  alarms(filter: {division: $d, state: [OPEN], severity: [LEVEL_1, LEVEL_2]}) {
    nodes {
      id
      kind
      peak
      openedAt
      sensor {
        place
        quantity
        unit
        limits {
          kind
          value
          basis
        }
      }
      site {
        name
        enterprise {
          name
          risk {
            dynamic
            factors {
              rule
              evidence
            }
          }
          majorHazardUnits {
            level
            chemicals {
              name
              cas
            }
          }
          supervisingUnit {
            name
          }
          rescueAgreementWith {
            name
            state
            turnoutSeconds
          }
        }
      }
    }
  }
  nearestTeams(at: $at, capability: HAZMAT) {
    team {
      name
      state
      onDuty
    }
    km
    etaMinutes
  }
}
    `) as unknown as TypedDocumentString<Q2_AlarmToActionQuery, Q2_AlarmToActionQueryVariables>;
export const Q3_IncidentResourcesDocument = new TypedDocumentString(`
    query Q3_IncidentResources($d: DivisionCode!, $p: PointInput!) {
  incidents(division: $d) {
    title
    grade
    reportDueAt
    enterprise {
      name
      majorHazardUnits {
        chemicals {
          name
          qDesignMaxT
        }
      }
    }
    waybill {
      goods {
        good {
          un
          class
          nameZh
        }
        massKg
      }
      vehicle {
        plate
        position {
          lng
          lat
          at
        }
      }
    }
    teams {
      name
      state
    }
    headquarters {
      name
      plan {
        title
      }
    }
  }
  findStock(items: ["foam", "absorbent"], near: $p, minQty: 1) {
    km
    available
    line {
      depot {
        name
      }
      material {
        name
        unit
      }
      expiresOn
    }
  }
}
    `) as unknown as TypedDocumentString<Q3_IncidentResourcesQuery, Q3_IncidentResourcesQueryVariables>;
export const Q4_WhyThisColourDocument = new TypedDocumentString(`
    query Q4_WhyThisColour($u: USCC!, $from: DateTime!) {
  enterprise(uscc: $u) {
    name
    risk {
      inherent
      dynamic
      score
      since
      ruleSetVersion
      stale
      factors {
        rule
        effect
        basis
        evidence
        certainty
        until
      }
      override {
        by
        reason
        until
      }
    }
    riskHistory(from: $from) {
      at
      from
      to
      causes {
        rule
      }
    }
  }
}
    `) as unknown as TypedDocumentString<Q4_WhyThisColourQuery, Q4_WhyThisColourQueryVariables>;
export const Q5_MyCommitteeDocument = new TypedDocumentString(`
    query Q5_MyCommittee($c: ID!) {
  committee(id: $c) {
    name
    state
    director {
      title
    }
    members {
      name
      assessment(year: 2026) {
        score
        rank
      }
    }
    tasks(state: [OVERDUE]) {
      title
      owner {
        name
      }
      dueOn
    }
    findings(state: [OPEN, OVERDUE]) {
      text
      unit {
        name
      }
      dueOn
      dispositions
    }
    enterprises(first: 50) {
      nodes {
        name
        safetyClass
        risk {
          dynamic
          since
        }
        hazards(state: [OVERDUE]) {
          title
          grade
          dueOn
        }
        consultations(last: 1) {
          on
          findings
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<Q5_MyCommitteeQuery, Q5_MyCommitteeQueryVariables>;
export const Q6_WhoToVisitDocument = new TypedDocumentString(`
    query Q6_WhoToVisit($d: DivisionCode!, $b: Date!) {
  supervisionDue(division: $d, before: $b) {
    planned
    done
    cap
    blockedByCap
    nextDueOn
    enterprise {
      name
      industry
      safetyClass
      standardisationGrade
      gradeExpiresOn
      risk {
        dynamic
      }
      supervisingUnit {
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<Q6_WhoToVisitQuery, Q6_WhoToVisitQueryVariables>;
export const Q7_EventPeriodRehearsalDocument = new TypedDocumentString(`
    query Q7_EventPeriodRehearsal($v: String!, $d: DivisionCode!, $p: EventPeriodInput) {
  simulate(ruleSetVersion: $v, division: $d, period: $p) {
    raised
    lowered
    unchanged
    samples {
      enterprise {
        name
      }
      from
      to
      causes {
        rule
        basis
      }
    }
    told {
      division {
        name
      }
      committee
      up
      down
    }
  }
}
    `) as unknown as TypedDocumentString<Q7_EventPeriodRehearsalQuery, Q7_EventPeriodRehearsalQueryVariables>;
export const Q8_TripCheckDocument = new TypedDocumentString(`
    query Q8_TripCheck($t: TripInput!) {
  checkTrip(input: $t) {
    legal
    ruleSetVersion
    violations {
      rule
      severity
      message
      basis
    }
  }
}
    `) as unknown as TypedDocumentString<Q8_TripCheckQuery, Q8_TripCheckQueryVariables>;
export const Q9_LiveToxicTripsDocument = new TypedDocumentString(`
    query Q9_LiveToxicTrips($d: DivisionCode!) {
  waybills(filter: {division: $d, stage: [IN_TRANSIT], class: ["2.3", "6.1"]}) {
    total
    nodes {
      id
      carrier {
        name
        licences {
          kind
          validTo
          state
        }
      }
      vehicle {
        plate
        online
        position {
          lng
          lat
          speedKmh
          at
        }
      }
      goods {
        good {
          un
          nameZh
          highlyToxic
        }
        massKg
      }
      passes {
        kind
        validTo
      }
      verdict {
        legal
        violations {
          rule
        }
      }
      destination {
        name
        enterprise {
          name
          risk {
            dynamic
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<Q9_LiveToxicTripsQuery, Q9_LiveToxicTripsQueryVariables>;
export const R1_DeclareEventPeriodDocument = new TypedDocumentString(`
    mutation R1_DeclareEventPeriod($p: EventPeriodInput!) {
  declareEventPeriod(input: $p) {
    id
    name
    from
    to
    shortNotice
    effects
  }
}
    `) as unknown as TypedDocumentString<R1_DeclareEventPeriodMutation, R1_DeclareEventPeriodMutationVariables>;
export const R2_OverrideRiskDocument = new TypedDocumentString(`
    mutation R2_OverrideRisk($u: ID!, $until: DateTime!, $request: ID!) {
  overrideRisk(
    subject: $u
    level: RED_MAJOR
    reason: "现场核查发现险情"
    basis: "示例:现场核查记录"
    until: $until
    clientRequestId: $request
  ) {
    from
    to
    causes {
      rule
      evidence
    }
  }
}
    `) as unknown as TypedDocumentString<R2_OverrideRiskMutation, R2_OverrideRiskMutationVariables>;
export const R3_ProposeRuleSetDocument = new TypedDocumentString(`
    mutation R3_ProposeRuleSet($document: JSON!) {
  proposeRuleSet(document: $document, note: "试行:二级报警持续15分钟即上调") {
    version
    state
    proposedBy
  }
}
    `) as unknown as TypedDocumentString<R3_ProposeRuleSetMutation, R3_ProposeRuleSetMutationVariables>;
export const R4_SimulateOnHistoryDocument = new TypedDocumentString(`
    query R4_SimulateOnHistory($v: String!, $d: DivisionCode!, $from: DateTime!) {
  simulate(ruleSetVersion: $v, division: $d, from: $from) {
    raised
    lowered
    unchanged
    samples {
      at
      enterprise {
        name
      }
      from
      to
      causes {
        rule
        evidence
      }
    }
    told {
      division {
        name
      }
      committee
      up
      down
    }
  }
}
    `) as unknown as TypedDocumentString<R4_SimulateOnHistoryQuery, R4_SimulateOnHistoryQueryVariables>;
export const R5_ApproveRuleSetDocument = new TypedDocumentString(`
    mutation R5_ApproveRuleSet($v: String!, $activeFrom: DateTime!) {
  approveRuleSet(version: $v, activeFrom: $activeFrom) {
    version
    state
    approvedBy
    activeFrom
  }
}
    `) as unknown as TypedDocumentString<R5_ApproveRuleSetMutation, R5_ApproveRuleSetMutationVariables>;
export const R6_RollBackRuleSetDocument = new TypedDocumentString(`
    mutation R6_RollBackRuleSet($document: JSON!) {
  proposeRuleSet(document: $document, note: "退回原规则集") {
    version
    state
    proposedBy
  }
}
    `) as unknown as TypedDocumentString<R6_RollBackRuleSetMutation, R6_RollBackRuleSetMutationVariables>;
export const R7_EndEventPeriodDocument = new TypedDocumentString(`
    mutation R7_EndEventPeriod($id: ID!) {
  endEventPeriod(id: $id) {
    id
    name
    endedAt
  }
}
    `) as unknown as TypedDocumentString<R7_EndEventPeriodMutation, R7_EndEventPeriodMutationVariables>;
export const R8_FollowEventPeriodsDocument = new TypedDocumentString(`
    subscription R8_FollowEventPeriods($d: DivisionCode!, $a: String) {
  eventPeriodChanged(division: $d, after: $a) {
    id
    cursor
    kind
    at
    name
    from
    to
    shortNotice
    areas {
      name
    }
  }
}
    `) as unknown as TypedDocumentString<R8_FollowEventPeriodsSubscription, R8_FollowEventPeriodsSubscriptionVariables>;
export const S1Document = new TypedDocumentString(`
    subscription S1($d: DivisionCode!, $a: String) {
  riskLevelChanged(filter: {division: $d, minLevel: ORANGE_LARGER}, after: $a) {
    id
    cursor
    at
    from
    to
    enterprise {
      uscc
      name
    }
    causes {
      rule
      evidence
    }
  }
}
    `) as unknown as TypedDocumentString<S1Subscription, S1SubscriptionVariables>;
export const S2Document = new TypedDocumentString(`
    subscription S2($d: DivisionCode!) {
  tripEvent(filter: {division: $d, minSeverity: BLOCK}) {
    id
    cursor
    seq
    kind
    at
    violation {
      rule
      message
    }
    waybill {
      id
      vehicle {
        plate
      }
      goods {
        good {
          un
          class
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<S2Subscription, S2SubscriptionVariables>;