/* eslint-disable */
import * as types from './graphql';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query Q11_CatchUp($after: String, $d: DivisionCode!) {\n  riskChanges(after: $after, filter: {division: $d, minLevel: ORANGE_LARGER}) {\n    nodes {\n      id\n      cursor\n      at\n      direction\n      from\n      to\n      enterprise {\n        uscc\n        name\n      }\n      division {\n        code\n        name\n      }\n      batchId\n      causes {\n        rule\n        basis\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}": typeof types.Q11_CatchUpDocument,
    "query Q12_MapLayer($d: DivisionCode!, $a: String) {\n  enterprises(filter: {division: $d}, first: 200, after: $a) {\n    total\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    nodes {\n      uscc\n      name\n      industry\n      risk {\n        dynamic\n        stale\n      }\n      sites {\n        position {\n          lng\n          lat\n          crs\n        }\n      }\n    }\n  }\n}": typeof types.Q12_MapLayerDocument,
    "query Q1_ShiftBoard($d: DivisionCode!) {\n  division(code: $d) {\n    name\n    risk {\n      asOf\n      complete\n      counts {\n        level\n        count\n      }\n      activePeriods {\n        name\n        to\n      }\n      openMajorHazards\n      overdueHazards\n      children {\n        division {\n          code\n          name\n        }\n        counts {\n          level\n          count\n        }\n      }\n    }\n  }\n  linkHealth(division: $d) {\n    online\n    stale\n    offline\n    oldestGap\n  }\n}": typeof types.Q1_ShiftBoardDocument,
    "query Q4_WhyThisColour($u: USCC!, $from: DateTime!) {\n  enterprise(uscc: $u) {\n    name\n    risk {\n      inherent\n      dynamic\n      score\n      since\n      ruleSetVersion\n      stale\n      factors {\n        rule\n        effect\n        basis\n        evidence\n        certainty\n        until\n      }\n      override {\n        by\n        reason\n        until\n      }\n    }\n    riskHistory(from: $from) {\n      at\n      from\n      to\n      causes {\n        rule\n      }\n    }\n  }\n}": typeof types.Q4_WhyThisColourDocument,
    "subscription S1($d: DivisionCode!, $a: String) {\n  riskLevelChanged(filter: {division: $d, minLevel: ORANGE_LARGER}, after: $a) {\n    id\n    cursor\n    at\n    from\n    to\n    enterprise {\n      uscc\n      name\n    }\n    causes {\n      rule\n      evidence\n    }\n  }\n}": typeof types.S1Document,
};
const documents: Documents = {
    "query Q11_CatchUp($after: String, $d: DivisionCode!) {\n  riskChanges(after: $after, filter: {division: $d, minLevel: ORANGE_LARGER}) {\n    nodes {\n      id\n      cursor\n      at\n      direction\n      from\n      to\n      enterprise {\n        uscc\n        name\n      }\n      division {\n        code\n        name\n      }\n      batchId\n      causes {\n        rule\n        basis\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}": types.Q11_CatchUpDocument,
    "query Q12_MapLayer($d: DivisionCode!, $a: String) {\n  enterprises(filter: {division: $d}, first: 200, after: $a) {\n    total\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    nodes {\n      uscc\n      name\n      industry\n      risk {\n        dynamic\n        stale\n      }\n      sites {\n        position {\n          lng\n          lat\n          crs\n        }\n      }\n    }\n  }\n}": types.Q12_MapLayerDocument,
    "query Q1_ShiftBoard($d: DivisionCode!) {\n  division(code: $d) {\n    name\n    risk {\n      asOf\n      complete\n      counts {\n        level\n        count\n      }\n      activePeriods {\n        name\n        to\n      }\n      openMajorHazards\n      overdueHazards\n      children {\n        division {\n          code\n          name\n        }\n        counts {\n          level\n          count\n        }\n      }\n    }\n  }\n  linkHealth(division: $d) {\n    online\n    stale\n    offline\n    oldestGap\n  }\n}": types.Q1_ShiftBoardDocument,
    "query Q4_WhyThisColour($u: USCC!, $from: DateTime!) {\n  enterprise(uscc: $u) {\n    name\n    risk {\n      inherent\n      dynamic\n      score\n      since\n      ruleSetVersion\n      stale\n      factors {\n        rule\n        effect\n        basis\n        evidence\n        certainty\n        until\n      }\n      override {\n        by\n        reason\n        until\n      }\n    }\n    riskHistory(from: $from) {\n      at\n      from\n      to\n      causes {\n        rule\n      }\n    }\n  }\n}": types.Q4_WhyThisColourDocument,
    "subscription S1($d: DivisionCode!, $a: String) {\n  riskLevelChanged(filter: {division: $d, minLevel: ORANGE_LARGER}, after: $a) {\n    id\n    cursor\n    at\n    from\n    to\n    enterprise {\n      uscc\n      name\n    }\n    causes {\n      rule\n      evidence\n    }\n  }\n}": types.S1Document,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Q11_CatchUp($after: String, $d: DivisionCode!) {\n  riskChanges(after: $after, filter: {division: $d, minLevel: ORANGE_LARGER}) {\n    nodes {\n      id\n      cursor\n      at\n      direction\n      from\n      to\n      enterprise {\n        uscc\n        name\n      }\n      division {\n        code\n        name\n      }\n      batchId\n      causes {\n        rule\n        basis\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}"): typeof import('./graphql').Q11_CatchUpDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Q12_MapLayer($d: DivisionCode!, $a: String) {\n  enterprises(filter: {division: $d}, first: 200, after: $a) {\n    total\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    nodes {\n      uscc\n      name\n      industry\n      risk {\n        dynamic\n        stale\n      }\n      sites {\n        position {\n          lng\n          lat\n          crs\n        }\n      }\n    }\n  }\n}"): typeof import('./graphql').Q12_MapLayerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Q1_ShiftBoard($d: DivisionCode!) {\n  division(code: $d) {\n    name\n    risk {\n      asOf\n      complete\n      counts {\n        level\n        count\n      }\n      activePeriods {\n        name\n        to\n      }\n      openMajorHazards\n      overdueHazards\n      children {\n        division {\n          code\n          name\n        }\n        counts {\n          level\n          count\n        }\n      }\n    }\n  }\n  linkHealth(division: $d) {\n    online\n    stale\n    offline\n    oldestGap\n  }\n}"): typeof import('./graphql').Q1_ShiftBoardDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Q4_WhyThisColour($u: USCC!, $from: DateTime!) {\n  enterprise(uscc: $u) {\n    name\n    risk {\n      inherent\n      dynamic\n      score\n      since\n      ruleSetVersion\n      stale\n      factors {\n        rule\n        effect\n        basis\n        evidence\n        certainty\n        until\n      }\n      override {\n        by\n        reason\n        until\n      }\n    }\n    riskHistory(from: $from) {\n      at\n      from\n      to\n      causes {\n        rule\n      }\n    }\n  }\n}"): typeof import('./graphql').Q4_WhyThisColourDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription S1($d: DivisionCode!, $a: String) {\n  riskLevelChanged(filter: {division: $d, minLevel: ORANGE_LARGER}, after: $a) {\n    id\n    cursor\n    at\n    from\n    to\n    enterprise {\n      uscc\n      name\n    }\n    causes {\n      rule\n      evidence\n    }\n  }\n}"): typeof import('./graphql').S1Document;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
