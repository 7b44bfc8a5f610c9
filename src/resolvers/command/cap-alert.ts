import { XMLBuilder } from 'fast-xml-parser';
import type { Warning } from '../../entities/command/warning';
import { CITY_UTC_OFFSET_MS } from '../../kernel/clock';
import { knownDivision } from '../../kernel/reference/divisions';
import { EventCategory, WarningColour } from '../../schema/command/enums';

/** How GB/T 35965.1-2018 folds the colours into CAP (likely; confirm with the standard's text). */
const SEVERITIES: Record<WarningColour, string> = {
  [WarningColour.RED]: 'Extreme',
  [WarningColour.ORANGE]: 'Severe',
  [WarningColour.YELLOW]: 'Moderate',
  [WarningColour.BLUE]: 'Minor',
};

const CATEGORIES: Record<EventCategory, string> = {
  [EventCategory.NATURAL_DISASTER]: 'Other',
  [EventCategory.ACCIDENT]: 'Safety',
  [EventCategory.PUBLIC_HEALTH]: 'Health',
  [EventCategory.SOCIAL_SECURITY]: 'Security',
};

/** Codes of weather and water, which CAP keeps apart from other forces of nature. */
const WEATHER = /^11/;

const builder = new XMLBuilder({ ignoreAttributes: false, format: true });

/** A drill is never Actual. */
export const capStatus = ({ drill }: Pick<Warning, 'drill'>): string => (drill ? 'Exercise' : 'Actual');

/** The warning as it stands, as one CAP 1.2 message; it changes only when the warning does. */
export function capAlert(warning: Warning): string {
  const { msgType, identifier, sent, references } = messageOf(warning);
  const alert = {
    '@_xmlns': 'urn:oasis:names:tc:emergency:cap:1.2',
    identifier,
    sender: senderOf(warning),
    sent: capTime(sent),
    status: capStatus(warning),
    msgType,
    ...(warning.drill ? { scope: 'Restricted', restriction: '演练参与单位' } : { scope: 'Public' }),
    code: 'profile:GB/T 35965.1-2018:likely',
    ...(warning.drill && { note: '演练 Exercise' }),
    ...(references && { references }),
    info: infoOf(warning, msgType),
  };
  return builder.build(printable({ '?xml': { '@_version': '1.0', '@_encoding': 'UTF-8' }, alert }));
}

/** The first message alerts, later ones refer to it. What lapses by its own end stays what it was: its end is in it. */
function messageOf(warning: Warning) {
  const { id, issuedAt, revisedAt, liftedAt, expires } = warning;
  const first = identifierOf(id);
  const cancelled = liftedAt && !(expires && expires <= liftedAt);
  const sent = cancelled ? liftedAt : (revisedAt ?? issuedAt);
  const msgType = cancelled ? 'Cancel' : revisedAt ? 'Update' : 'Alert';
  if (msgType === 'Alert') return { msgType, identifier: first, sent, references: null };
  const references = [senderOf(warning), first, capTime(issuedAt)].join(',');
  return {
    msgType,
    identifier: `${first}.${capTime(sent).slice(0, 19).replace(/\D/g, '')}`,
    sent,
    references,
  };
}

function infoOf(warning: Warning, msgType: string) {
  const { category, code, colour, expires, description, instruction } = warning;
  const cancelled = msgType === 'Cancel';
  return {
    language: 'zh-CN',
    category: WEATHER.test(code) ? 'Met' : CATEGORIES[category],
    event: warning.event,
    ...(cancelled && { responseType: 'AllClear' }),
    // how urgent and how sure it is, its source does not say
    ...{ urgency: cancelled ? 'Past' : 'Unknown', severity: SEVERITIES[colour], certainty: 'Unknown' },
    eventCode: named('GB/T 35561-2017', code),
    effective: capTime(warning.effective),
    ...(expires && { expires: capTime(expires) }),
    senderName: warning.issuedBy,
    headline: warning.headline,
    ...(description && { description }),
    ...(instruction && { instruction }),
    parameter: named('预警级别', colour),
    area: warning.areaCodes.map(areaOf),
  };
}

const areaOf = (code: string) => ({
  areaDesc: knownDivision(code)?.name ?? code,
  geocode: named('行政区划代码', code),
});

const named = (valueName: string, value: string) => ({ valueName, value });

/** The centre that the message comes from, without what CAP forbids in an identifier. */
const senderOf = ({ source }: Warning): string => identifierOf(source);

const identifierOf = (text: string): string => text.replace(/[\s,<&]/g, '_');

/** CAP wants seconds and a numeric offset, no Z. */
const capTime = (at: Date): string =>
  `${new Date(at.getTime() + CITY_UTC_OFFSET_MS).toISOString().slice(0, 19)}+08:00`;

/** What XML 1.0 cannot carry, not even escaped. */
const UNPRINTABLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const printable = (document: object): object =>
  JSON.parse(JSON.stringify(document), (_, value) =>
    typeof value === 'string' ? value.replace(UNPRINTABLE, '') : value,
  );
