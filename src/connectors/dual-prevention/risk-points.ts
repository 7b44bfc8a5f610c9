import { z } from 'zod';
import { assessRiskPoint } from '../../entities/risk/assessment-methods';
import { RiskPoint } from '../../entities/risk/risk-point';
import { RecordRejected } from '../../kernel/errors';
import { stream, type MappedRow } from '../../kernel/ingest/contract';
import { date, moment, uscc } from '../../kernel/ingest/fields';
import { RiskLevel } from '../../kernel/risk/levels';
import { AssessmentMethod } from '../../schema/risk/enums';
import { text } from './fields';

const LEVELS = {
  红: RiskLevel.RED_MAJOR,
  橙: RiskLevel.ORANGE_LARGER,
  黄: RiskLevel.YELLOW_GENERAL,
  蓝: RiskLevel.BLUE_LOW,
} as const;

const record = z.object({
  id: text,
  uscc,
  name: text,
  method: z.enum(AssessmentMethod),
  l: z.number(),
  e: z.number().nullish(),
  c: z.number().nullish(),
  s: z.number().nullish(),
  value: z.number().nullish(),
  level: z.enum(['红', '橙', '黄', '蓝']).nullish(),
  assessedOn: date,
  controls: z.array(z.string()),
  updatedAt: moment,
});

type RiskPointRecord = z.infer<typeof record>;

/** Risk points, with value and level worked out by the hub unless they are imported results. */
export const riskPoints = stream({
  name: 'risk-points',
  channel: 'v1/risk-points',
  format: 'json',
  items: 'items',
  record,
  map: (point) => ({ rows: [toRow(point)] }),
});

function toRow({
  updatedAt,
  level,
  e = null,
  c = null,
  s = null,
  ...point
}: RiskPointRecord): MappedRow<RiskPoint> {
  const figures = { ...point, e, c, s, level: level ? LEVELS[level] : null };
  return { entity: RiskPoint, values: { ...figures, ...assess(figures) }, observedAt: updatedAt };
}

function assess(figures: Parameters<typeof assessRiskPoint>[0]) {
  try {
    return assessRiskPoint(figures);
  } catch (error) {
    throw error instanceof RangeError ? new RecordRejected(error.message) : error;
  }
}
