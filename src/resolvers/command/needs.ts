const SOURCED = ['source', 'observedAt', 'receivedAt'] as const;

const CLOCKED = ['at', 'reportedAt', 'grade', 'gradeSince', 'reportsUp'] as const;

const TOLD_BY_CAP = [
  ...([
    'id',
    'source',
    'drill',
    'headline',
    'description',
    'instruction',
    'colour',
    'category',
    'code',
  ] as const),
  ...([
    'event',
    'issuedBy',
    'areaCodes',
    'issuedAt',
    'revisedAt',
    'effective',
    'expires',
    'liftedAt',
  ] as const),
];

/** Columns behind fields that are worked out, by the field. */
export const needs = {
  incident: {
    reports: CLOCKED,
    reportDueAt: CLOCKED,
    reportedLate: ['at', 'reportedAt'],
    reportBasis: ['category'],
    casualtiesFollowedUntil: ['at', 'category', 'accidentKind'],
    enterprise: ['uscc'],
    waybill: ['waybillId'],
    headquarters: ['headquartersId'],
    teams: ['teamIds'],
    freshness: SOURCED,
  },
  headquarters: { leadUnit: ['leadUnitId'], freshness: SOURCED },
  centre: { freshness: SOURCED },
  shift: { unit: ['unitId'], freshness: SOURCED },
  warning: {
    areas: ['areaCodes'],
    status: ['drill'],
    capXml: TOLD_BY_CAP,
    active: ['effective', 'expires', 'liftedAt'],
    freshness: SOURCED,
  },
} as const;
