/** Columns behind fields that are worked out. */
export const needs = {
  committee: {
    state: ['stages'],
    startedOn: ['stages'],
    history: ['stages'],
    leadUnit: ['leadUnitId'],
    members: ['memberIds'],
    freshness: ['source', 'observedAt', 'receivedAt'],
  },
  post: { unit: ['unitId'] },
  meeting: { requestedBy: ['requestedById'], committee: ['committeeId'] },
  task: { owner: ['ownerId'], issuedBy: ['committeeId'], state: ['reportedState', 'dueOn'] },
  ledger: { leader: ['postId'], enterprise: ['uscc'] },
  letter: { fromUnit: ['fromUnitId'], toUnit: ['toUnitId'] },
  patrol: {
    targets: ['targetIds'],
    freshness: ['source', 'observedAt', 'receivedAt'],
  },
  finding: {
    patrol: ['patrolId'],
    unit: ['unitId'],
    enterprise: ['uscc'],
    state: ['reportedState', 'dueOn'],
    dispositions: ['dispositionLog'],
  },
  campaign: { leadUnit: ['leadUnitId'] },
} as const;

const knownUnit = (column: string) => `${column} in (select id from committees.member_unit)`;

/** Sheets come in any order: what belongs to a unit is shown once the unit is there. SQL over a table's own columns. */
export const shown = {
  committee: `${knownUnit('lead_unit_id')} and ${knownUnit(`director ->> 'unitId'`)}`,
  post: knownUnit('unit_id'),
  task: knownUnit('owner_id'),
  ledger: `post_id in (select id from committees.post where ${knownUnit('unit_id')})`,
  letter: `${knownUnit('from_unit_id')} and ${knownUnit('to_unit_id')}`,
  finding: knownUnit('unit_id'),
} as const;
