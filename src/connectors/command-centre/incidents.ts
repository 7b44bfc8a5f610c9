import { z } from 'zod';
import { gradeOf } from '../../entities/command/accident-grade';
import { Incident } from '../../entities/command/incident';
import { Crs, coordinateFault, toCgcs2000 } from '../../kernel/geo/coordinates';
import { stream, type MappedRow } from '../../kernel/ingest/contract';
import { moment, text, uscc, word } from '../../kernel/ingest/fields';
import { AccidentKind, EventCategory, IncidentGrade, ReportLevel } from '../../schema/command/enums';
import { category, categoryFault, division, eventCode, responseLevel, titled } from './fields';

const KINDS = {
  工矿商贸: AccidentKind.PRODUCTION,
  道路交通: AccidentKind.ROAD_TRAFFIC,
  火灾: AccidentKind.FIRE,
  其他: AccidentKind.OTHER,
};

const GRADES = {
  特别重大: IncidentGrade.EXTRAORDINARY,
  重大: IncidentGrade.MAJOR,
  较大: IncidentGrade.LARGER,
  一般: IncidentGrade.GENERAL,
};

const LEVELS = { 市级: ReportLevel.CITY, 省级: ReportLevel.PROVINCE, 国务院: ReportLevel.STATE };

const count = z.int().min(0).max(1_000_000).nullish();

const coordinate = (axis: 'lng' | 'lat') =>
  z.number().superRefine((value, context) => {
    const message = coordinateFault(axis, value);
    if (message) context.addIssue({ code: 'custom', message });
  });

const record = z
  .object({
    id: text,
    title: text,
    code: eventCode,
    category,
    accidentKind: word(KINDS).nullish(),
    grade: word(GRADES).nullish(),
    gradedAt: moment.nullish(),
    response: responseLevel.nullish(),
    at: moment,
    reportedAt: moment,
    reportsUp: z.array(z.object({ to: word(LEVELS), at: moment })).max(3),
    position: z.object({ lng: coordinate('lng'), lat: coordinate('lat'), crs: z.enum(Crs) }).nullish(),
    division,
    uscc: uscc.nullish(),
    waybill: text.nullish(),
    headquarters: text.nullish(),
    teams: z.array(text).max(100),
    deaths: count,
    injured: count,
    gravelyInjured: count,
    lossYuan: z.number().min(0).nullish(),
    drill: z.boolean(),
    log: z.array(z.object({ at: moment, seat: text, text })).max(1_000),
    closedAt: moment.nullish(),
    updatedAt: moment,
  })
  .superRefine((incident, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    const { at, reportedAt, reportsUp, closedAt, injured, gravelyInjured } = incident;
    const fault = categoryFault(incident);
    if (fault) refuse('category', fault);
    if (reportedAt < at) refuse('reportedAt', 'lies before at');
    if (closedAt && closedAt < at) refuse('closedAt', 'lies before at');
    if (reportsUp.some((report) => report.at < at)) refuse('reportsUp', 'lies before at');
    if (new Set(reportsUp.map(({ to }) => to)).size < reportsUp.length)
      refuse('reportsUp', 'names a level twice');
    if (injured != null && (gravelyInjured ?? 0) > injured) refuse('gravelyInjured', 'are more than injured');
  });

type IncidentRecord = z.infer<typeof record>;

/** Incidents. The grade is never milder than the casualties and losses make it. */
export const incidents = stream({
  name: 'incidents',
  channel: 'v1/incidents',
  format: 'json',
  items: 'items',
  record,
  map: (incident) => ({ rows: [toRow(incident)] }),
});

function toRow(incident: IncidentRecord): MappedRow<Incident> {
  const { updatedAt, grade, gradedAt, division: placed, position, teams, ...given } = incident;
  const figures = {
    deaths: given.deaths ?? null,
    injured: given.injured ?? null,
    gravelyInjured: given.gravelyInjured ?? null,
    lossYuan: given.lossYuan ?? null,
  };
  const gradeGiven = grade ?? null;
  return {
    entity: Incident,
    values: {
      ...{ id: given.id, drill: given.drill, title: titled(given.title, given.drill), code: given.code },
      category: given.category,
      accidentKind: given.category === EventCategory.ACCIDENT ? (given.accidentKind ?? null) : null,
      grade: gradeOf({ ...figures, category: given.category, gradeGiven }),
      gradeGiven,
      gradeSince: gradedAt ?? null,
      response: given.response ?? null,
      ...{ at: given.at, reportedAt: given.reportedAt, reportsUp: given.reportsUp },
      closedAt: given.closedAt ?? null,
      ...placeOf(position),
      ...placed,
      uscc: given.uscc ?? null,
      waybillId: given.waybill ?? null,
      headquartersId: given.headquarters ?? null,
      teamIds: [...new Set(teams)],
      ...figures,
      log: given.log,
    },
    observedAt: updatedAt,
  };
}

function placeOf(position: IncidentRecord['position']) {
  if (!position) return { lng: null, lat: null, rawLng: null, rawLat: null, rawCrs: null };
  const [lng, lat] = toCgcs2000(position);
  return { lng, lat, rawLng: position.lng, rawLat: position.lat, rawCrs: position.crs };
}
