import { z } from 'zod';
import { RULES_SINCE } from '../../entities/hazmat/rules/rule-sets';
import { CHECK_ITEMS } from '../../entities/hazmat/rules/v08-loading-check';
import { MAX_TRIP_DAYS } from '../../entities/hazmat/trip-length';
import { startOfCityDate } from '../../kernel/clock';
import { moment, text, uscc, word } from '../../kernel/ingest/fields';
import { TripStage } from '../../schema/hazmat/enums';
import { hazardClass, optional, route, un } from './fields';

const STAGES = {
  草稿: TripStage.DRAFT,
  已派单: TripStage.DISPATCHED,
  已查验: TripStage.CHECKED,
  已装货: TripStage.LOADED,
  运输中: TripStage.IN_TRANSIT,
  已到达: TripStage.ARRIVED,
  已卸货: TripStage.UNLOADED,
  已关闭: TripStage.CLOSED,
  已作废: TripStage.CANCELLED,
};

const vehicle = z.object({ plate: text, plateColour: text });

const place = z.object({ site: optional, text: optional }).nullish();

const goods = z.object({
  un,
  name: text,
  class: hazardClass.nullish(),
  packingGroup: z.enum(['I', 'II', 'III']).nullish(),
  massKg: z.number().positive(),
  packaging: optional,
  highlyToxic: z.boolean().nullish(),
});

const loadingCheck = z.object({
  at: moment,
  by: uscc,
  passed: z.boolean(),
  items: z.array(
    z.object({
      code: z.enum(Object.keys(CHECK_ITEMS)),
      passed: z.boolean(),
      evidence: optional,
    }),
  ),
  /** What the loader noted of vehicle, people and load. */
  seen: z
    .object({
      vehicle: vehicle.optional(),
      trailer: vehicle.nullable().optional(),
      driver: text.optional(),
      escort: text.nullable().optional(),
      uns: z.array(un).optional(),
      massKg: z.number().positive().optional(),
    })
    .nullish(),
});

/** A waybill 危险货物运单 as the platform sends it. */
export const waybillRecord = z
  .object({
    id: text,
    stage: word(STAGES),
    consignor: uscc,
    consignee: uscc,
    carrier: uscc,
    vehicle,
    trailer: vehicle.nullish(),
    tankId: optional,
    driver: text,
    escort: optional,
    goods: z.array(goods).min(1),
    dispatchedAt: moment.nullish(),
    loadAt: moment,
    dueAt: moment.nullish(),
    loadedAt: moment.nullish(),
    departedAt: moment.nullish(),
    arrivedAt: moment.nullish(),
    unloadedAt: moment.nullish(),
    origin: place,
    destination: place,
    route,
    loadingCheck: loadingCheck.nullish(),
    passes: z.array(text),
    motorway: z.boolean().nullish(),
    unloadedKg: z.number().min(0).nullish(),
    updatedAt: moment,
  })
  .refine(({ loadAt }) => loadAt >= startOfCityDate(RULES_SINCE), {
    path: ['loadAt'],
    message: `must be ${RULES_SINCE} or later: no rule set of the hub holds before`,
  })
  .refine(({ loadAt, dueAt }) => !dueAt || dueAt > loadAt, {
    path: ['dueAt'],
    message: 'does not lie after loadAt',
  })
  .refine(({ loadAt, dueAt }) => !dueAt || +dueAt - +loadAt <= MAX_TRIP_DAYS * 86_400_000, {
    path: ['dueAt'],
    message: `must be at most ${MAX_TRIP_DAYS} days after loadAt`,
  })
  .refine(({ unloadedAt, loadAt }) => !unloadedAt || unloadedAt >= loadAt, {
    path: ['unloadedAt'],
    message: 'lies before loadAt',
  });

export type WaybillRecord = z.infer<typeof waybillRecord>;
