import type * as records from '../city/command-records';
import { createHttpService } from './http-service';
import { createRecordStream, type RecordStream, type WireRecord } from './record-stream';
import type { OpenSource } from './source';

const CATEGORY_WORDS: Record<records.Category, string> = {
  NATURAL_DISASTER: '自然灾害',
  ACCIDENT: '事故灾难',
  PUBLIC_HEALTH: '公共卫生',
  SOCIAL_SECURITY: '社会安全',
};
const KIND_WORDS: Record<records.AccidentKind, string> = {
  PRODUCTION: '工矿商贸',
  ROAD_TRAFFIC: '道路交通',
  FIRE: '火灾',
  OTHER: '其他',
};
const GRADE_WORDS: Record<records.Grade, string> = {
  EXTRAORDINARY: '特别重大',
  MAJOR: '重大',
  LARGER: '较大',
  GENERAL: '一般',
};
export const RESPONSE_WORDS: Record<records.Response, string> = {
  LEVEL_I: 'Ⅰ级',
  LEVEL_II: 'Ⅱ级',
  LEVEL_III: 'Ⅲ级',
  LEVEL_IV: 'Ⅳ级',
};
export const LEVEL_WORDS: Record<records.UpwardLevel, string> = {
  CITY: '市级',
  PROVINCE: '省级',
  STATE: '国务院',
};
export const COLOUR_WORDS: Record<records.Colour, string> = {
  RED: '红色',
  ORANGE: '橙色',
  YELLOW: '黄色',
  BLUE: '蓝色',
};
const MODE_WORDS = { PEACETIME: '平时', WARTIME: '战时' };

/** The command centre. */
export const openCommandCentre: OpenSource = ({ city, ledger }) =>
  createHttpService({ name: 'command-centre', streams: commandStreams(city.command, city.at), ledger });

/** The five lists of the command centre, as its pages carry them. */
function commandStreams(command: records.Command, now: Date): RecordStream[] {
  const list = (name: string, items: object[]) =>
    createRecordStream({
      name,
      key: 'id',
      versionField: 'updatedAt',
      format: (version) => version.toISOString(),
      stepMs: 1,
      records: items as WireRecord[],
      now,
    });
  return [
    list('incidents', command.incidents.map(incidentItem)),
    list('warnings', command.warnings.map(warningItem)),
    list(
      'centres',
      command.centres.map((centre) => ({ ...centre, mode: MODE_WORDS[centre.mode] })),
    ),
    list('duty-shifts', command.shifts),
    list('headquarters', command.headquarters.map(headquartersItem)),
  ];
}

const incidentItem = (incident: records.Incident) => ({
  ...incident,
  category: CATEGORY_WORDS[incident.category],
  accidentKind: incident.accidentKind && KIND_WORDS[incident.accidentKind],
  grade: incident.grade && GRADE_WORDS[incident.grade],
  response: incident.response && RESPONSE_WORDS[incident.response],
  reportsUp: incident.reportsUp.map(({ to, at }) => ({ to: LEVEL_WORDS[to], at })),
  position: incident.position && { ...incident.position, crs: 'CGCS2000' },
});

const warningItem = (warning: records.Warning) => ({
  ...warning,
  category: CATEGORY_WORDS[warning.category],
  colour: COLOUR_WORDS[warning.colour],
});

const headquartersItem = (headquarters: records.Headquarters) => ({
  ...headquarters,
  categories: headquarters.categories.map((category) => CATEGORY_WORDS[category]),
  plan: {
    ...headquarters.plan,
    responseLevels: headquarters.plan.responseLevels.map((level) => RESPONSE_WORDS[level]),
  },
});
