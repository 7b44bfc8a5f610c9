import { groupBy } from './group-by';
import type { RiskFactor } from './standing';
import type { Effect, Timeline } from './timeline';
import type { EffectKind } from './rule';
import { effectText } from './words';

const RED = 4;
const BLUE = 1;
const SHOWN = 5;

/** What the facts alone say at one moment, whatever was before. Levels as ranks. */
export interface Picture {
  inherent: number;
  target: number;
  factors: RiskFactor[];
  /** An input of the subject's own is missing. */
  gap: boolean;
  silence: boolean;
  /** What raises it was learnt late. */
  late: boolean;
  /** Within the colour, 0 to 19.9. */
  weight: number;
  /** What was set by hand, the latest of several. */
  manual: Effect | null;
}

/**
 * dynamic = min(RED, max(floors…, inherent + Σ steps)), each rule's steps once. An unrated subject steps up from blue:
 * what is known to be going wrong must show, but without steps or floors it stays grey. What was set by hand stands in
 * for all that had begun by then, but for the legal floors; what begins later acts on top of it.
 */
export function pictureAt({ effects }: Timeline, at: number): Picture {
  const active = activeAt(effects, at);
  const byRule = [...groupBy(active, ({ entry }) => entry.id).values()];
  const { inherent, target, manual } = levelsOf(active);
  return {
    inherent,
    target,
    manual,
    factors: byRule.sort(byStrength).map(factorOf),
    gap: active.some(({ kind }) => kind === 'gap' || kind === 'silence'),
    silence: active.some(({ kind }) => kind === 'silence'),
    late: active.some(({ late }) => late),
    weight: Math.min(19.9, Math.round(byRule.reduce((sum, group) => sum + weightOf(group), 0) * 10) / 10),
  };
}

function levelsOf(active: readonly Effect[]): Pick<Picture, 'inherent' | 'target' | 'manual'> {
  const inherent = strongest(active, 'base');
  const manual = latest(active.filter(({ kind }) => kind === 'override'));
  if (!manual) return { inherent, target: targetOf(active, inherent), manual };
  const counted = active.filter((effect) => countsBeside(manual, effect));
  return { inherent, target: targetOf(counted, Math.max(manual.value, strongest(counted, 'base'))), manual };
}

function targetOf(effects: readonly Effect[], base: number): number {
  const byRule = [...groupBy(effects, ({ entry }) => entry.id).values()];
  const steps = byRule.reduce((sum, group) => sum + strongest(group, 'step'), 0);
  const stepped = steps > 0 ? Math.max(base, BLUE) + steps : base;
  return Math.min(RED, Math.max(stepped, strongest(effects, 'floor')));
}

/** Begun later, or a floor that no person may go below. */
function countsBeside({ began, entry }: Effect, effect: Effect): boolean {
  const legal = entry.kind === 'override' ? entry.parameters.legalFloors : [];
  return effect.began > began || (effect.kind === 'floor' && legal.includes(effect.entry.id));
}

const latest = (effects: readonly Effect[]): Effect | null =>
  effects.reduce<Effect | null>((last, effect) => (last && last.began >= effect.began ? last : effect), null);

/** The target alone, for walking back over many moments. */
export const targetAt = ({ effects }: Timeline, at: number): number => levelsOf(activeAt(effects, at)).target;

const activeAt = (effects: readonly Effect[], at: number): Effect[] =>
  effects.filter(({ from, to }) => from <= at && at < to);

const strongest = (effects: readonly Effect[], kind: EffectKind): number =>
  effects.reduce((most, effect) => (effect.kind === kind ? Math.max(most, effect.value) : most), 0);

/** Floors, then steps, then bases, then gaps; the rule's id decides between equals. */
const strengthOf = (group: readonly Effect[]): number =>
  strongest(group, 'floor') * 100 + strongest(group, 'step') * 10 + strongest(group, 'base');

const byStrength = (one: readonly Effect[], other: readonly Effect[]): number =>
  strengthOf(other) - strengthOf(one) || (one[0]!.entry.id < other[0]!.entry.id ? -1 : 1);

/** A step weighs 4, a floor twice its rank, a base or a gap 1, each further piece of evidence 0.5 (at most 3 a rule). */
function weightOf(group: readonly Effect[]): number {
  const pieces = new Set(group.map(({ evidence }) => evidence)).size;
  const plain = group.some(({ kind }) => kind !== 'floor' && kind !== 'step') ? 1 : 0;
  return (
    4 * strongest(group, 'step') + 2 * strongest(group, 'floor') + plain + Math.min(3, 0.5 * (pieces - 1))
  );
}

function factorOf(group: readonly Effect[]): RiskFactor {
  const { entry } = group[0]!;
  const kinds = [...new Set(group.map(({ kind }) => kind))];
  const effects = kinds.map((kind) => ({ kind, value: strongest(group, kind) }));
  const until = Math.max(...group.map(({ ends }) => ends));
  return {
    rule: entry.id,
    effect: effects.map(({ kind, value }) => effectText(kind, value)).join('; '),
    basis: entry.basis,
    evidence: evidenceOf(group),
    certainty: entry.certainty,
    // set by hand is set once: another rule set is not another hand
    since: new Date(
      Math.min(...group.map((one) => (one.kind === 'override' ? one.began : one.from))),
    ).toISOString(),
    until: until === Infinity ? null : new Date(until).toISOString(),
    effects: effects.map(({ kind, value }) => `${kind}:${value}`),
  };
}

/** Of the strongest effects first; at most five, and how many more there are. */
function evidenceOf(group: readonly Effect[]): string {
  const pieces = [
    ...new Set([...group].sort((one, other) => other.value - one.value).map(({ evidence }) => evidence)),
  ];
  const rest = pieces.length - SHOWN;
  const shown = pieces.slice(0, SHOWN).join('; ');
  return rest > 0 ? `${shown}; 另有${rest}项 · ${rest} more` : shown;
}
