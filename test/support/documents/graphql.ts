/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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


export type Q1_ShiftBoardQuery = { division: { name: string, risk: { asOf: string, complete: boolean, openMajorHazards: number, overdueHazards: number, counts: Array<{ level: RiskLevel, count: number }>, activePeriods: Array<{ name: string, to: string }>, children: Array<{ division: { code: string, name: string } | null, counts: Array<{ level: RiskLevel, count: number }> }> } | null } | null, linkHealth: { online: number, stale: number, offline: number, oldestGap: string | null } | null };

export type Q4_WhyThisColourQueryVariables = Exact<{
  u: string;
  from: string;
}>;


export type Q4_WhyThisColourQuery = { enterprise: { name: string, risk: { inherent: RiskLevel, dynamic: RiskLevel, score: number, since: string, ruleSetVersion: string, stale: boolean, factors: Array<{ rule: string, effect: string, basis: string, evidence: string, certainty: string, until: string | null }>, override: { by: string, reason: string, until: string } | null } | null, riskHistory: Array<{ at: string, from: RiskLevel | null, to: RiskLevel, causes: Array<{ rule: string }> }> | null } | null };

export type S1SubscriptionVariables = Exact<{
  d: string;
  a?: string | null | undefined;
}>;


export type S1Subscription = { riskLevelChanged: { id: string, cursor: string, at: string, from: RiskLevel | null, to: RiskLevel, enterprise: { uscc: string, name: string } | null, causes: Array<{ rule: string, evidence: string }> } };

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
}
    `) as unknown as TypedDocumentString<Q1_ShiftBoardQuery, Q1_ShiftBoardQueryVariables>;
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