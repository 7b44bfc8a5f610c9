import { CITY_UTC_OFFSET_MS, cityDate } from '../clock';
import type { Fact } from './facts';
import { overlapOf, type Interval } from './intervals';
import { overdueFrom } from './overdue';
import { knownFacts, lifeOf, type KnownFacts } from './rule';
import { entryOf, spanOf, type RuleEntry, type RuleSet } from './rule-set';
import { activeOf, figuresAt } from './timeline';

/** What the register said of a firm, and when the hub knew it. */
export interface KnownFirm {
  industry: string;
  status: string;
  safetyClass?: string | null;
  knownFrom: Date;
  /** null: it says so now. */
  knownTo: Date | null;
}

/** A hazard as it stood until the hub was told otherwise, so that a date that is moved does not undo that it was missed. */
export type HazardThen = Extract<Fact, { kind: 'hazard' }> & { knownTo: Date | null };

/** Since when a source is heard, and when it was not. */
export interface HeardSource {
  id: string;
  firstHeardAt: Date | null;
  silences: readonly { from: Date; to: Date | null }[];
}

export interface ClassHistory {
  /** In order. */
  register: readonly KnownFirm[];
  /** As known now: what the firm is, its committee, accidents, consultations, silences of its key points. */
  facts: readonly Fact[];
  hazards: readonly HazardThen[];
  /** All that there are. */
  sources: readonly HeardSource[];
}

/** That a firm has earned a better safety class; whether it gets it, people decide. */
export interface ClassProposal {
  current: string;
  proposed: string;
  /** Nothing was wrong since. */
  since: Date;
  /** In that time, rounded down to 0.01. */
  uptimePercent: number;
  /** Bilingual. */
  evidence: string[];
  rule: RuleEntry<'better-class'>;
}

type Figures = RuleEntry<'better-class'>['parameters'];

/**
 * R31: for 12 months no accident, no major hazard, nothing overdue, and at least 98 % of the time heard: one class better.
 * null when any of it is not so or, just as well, not known: the firm, its class or a source is known for a shorter time,
 * or a source is not heard now. Nor while R10 makes the class count as the worst. Pure.
 */
export function betterClassOf(
  history: ClassHistory,
  { set, now }: { set: RuleSet | null; now: Date },
): ClassProposal | null {
  const rule = entryOf(set, 'better-class');
  if (!set || !rule) return null;
  const known = knownFacts(history.facts);
  const figures = figuresAt(known, rule, { within: spanOf(set), at: now.getTime() });
  const step = figures && stepOf(history.register.at(-1), figures);
  if (!step) return null;
  const since = monthsBefore(now, figures.months);
  const window = { from: since.getTime(), to: now.getTime() };
  const sources = history.sources.filter(({ id }) => figures.sources.includes(id));
  if (!wasThroughout(history.register, { figures, since })) return null;
  if (sources.length < figures.sources.length || !sources.every((source) => wasHeard(source, since)))
    return null;
  if (isFaulty(history, known, window) || activeOf(known, set, now.getTime()).has('accident')) return null;
  const uptime = uptimeOf(sources, known, window);
  if (uptime < figures.uptimePercent) return null;
  const uptimePercent = Math.floor(uptime * 100) / 100;
  return {
    ...step,
    since,
    uptimePercent,
    rule,
    evidence: evidenceOf({ since, uptimePercent, ...step }, figures),
  };
}

function stepOf(
  firm: KnownFirm | undefined,
  { ladders }: Figures,
): { current: string; proposed: string } | null {
  if (!firm || firm.knownTo !== null || !firm.safetyClass) return null;
  const ladder = ladders.find(({ industries }) => (industries as string[]).includes(firm.industry));
  const proposed = ladder?.classes[ladder.classes.indexOf(firm.safetyClass) - 1];
  return proposed === undefined ? null : { current: firm.safetyClass, proposed };
}

/** In the register all the time, with the class that it has now, and at work. */
function wasThroughout(
  register: readonly KnownFirm[],
  { figures, since }: { figures: Figures; since: Date },
): boolean {
  const [now] = register.slice(-1);
  const during = register.filter(({ knownTo }) => knownTo === null || knownTo > since);
  return (
    during[0]!.knownFrom <= since &&
    during.every(({ knownFrom }, n) => n === 0 || knownFrom <= during[n - 1]!.knownTo!) &&
    during.every((one) => one.safetyClass === now!.safetyClass && figures.statuses.includes(one.status))
  );
}

/** Of a source that came later, or is away now, nobody knows what it would have told. */
const wasHeard = ({ firstHeardAt, silences }: HeardSource, since: Date): boolean =>
  firstHeardAt !== null && firstHeardAt <= since && silences.every(({ to }) => to !== null);

function isFaulty(
  { hazards }: ClassHistory,
  { accident, consultation }: KnownFacts,
  { from: since, to: until }: Interval,
): boolean {
  const faults: Interval[] = [
    ...hazards.map(({ value, knownTo, ...fact }) => ({
      from: value.grade === 'MAJOR' ? fact.from.getTime() : overdueSince(fact, value.dueOn),
      to: Math.min(fact.to?.getTime() ?? Infinity, knownTo?.getTime() ?? Infinity),
    })),
    ...consultation
      .filter(({ value }) => value.findings > 0)
      .map((fact) => ({ from: overdueSince(fact, fact.value.dueOn), to: lifeOf(fact).to })),
  ];
  return (
    accident.some(({ from }) => from.getTime() > since) ||
    faults.some(({ from, to }) => to > from && from <= until && to > since)
  );
}

const overdueSince = ({ from }: { from: Date }, dueOn: string): number =>
  Math.max(from.getTime(), overdueFrom(dueOn).getTime());

/** Percent of the time in which every key point of the firm and every source that has to be heard was. */
function uptimeOf(sources: readonly HeardSource[], { silence }: KnownFacts, window: Interval): number {
  const silent = [
    ...silence.map(lifeOf),
    ...sources.flatMap(({ silences }) =>
      silences.map(({ from, to }) => ({ from: from.getTime(), to: to?.getTime() ?? Infinity })),
    ),
  ].map(({ from, to }) => ({ from: Math.max(from, window.from), to: Math.min(to, window.to) }));
  const silentMs = overlapOf(silent).reduce((sum, { from, to }) => sum + to - from, 0);
  return 100 - (100 * silentMs) / (window.to - window.from);
}

function evidenceOf(
  { current, since, uptimePercent }: Pick<ClassProposal, 'current' | 'since' | 'uptimePercent'>,
  { months, uptimePercent: least, sources }: Figures,
): string[] {
  const day = cityDate(since);
  return [
    `自 ${day} 起 ${months} 个月安全分类为 ${current} 类 · class ${current} for ${months} months, since ${day}`,
    '其间无事故、无重大隐患、无逾期事项 · in that time no accident, no major hazard, nothing overdue',
    `链路在线率 ${uptimePercent} %,不低于 ${least} %(${sources.join('、')})· link uptime ${uptimePercent} %, at least ${least} %`,
  ];
}

/** The same day and time of the city so many months earlier; in a shorter month its last day. */
function monthsBefore(at: Date, months: number): Date {
  const local = new Date(at.getTime() + CITY_UTC_OFFSET_MS);
  const day = local.getUTCDate();
  local.setUTCDate(1);
  local.setUTCMonth(local.getUTCMonth() - months + 1, 0);
  local.setUTCDate(Math.min(day, local.getUTCDate()));
  return new Date(local.getTime() - CITY_UTC_OFFSET_MS);
}
