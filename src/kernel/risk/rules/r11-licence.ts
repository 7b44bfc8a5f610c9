import { z } from 'zod';
import { endOfCityDate, startOfCityDate } from '../../clock';
import { without, type Interval } from '../intervals';
import { rankOf } from '../levels';
import { defineRule, lifeOf, type FactOf } from '../rule';
import { figures, floorLevel, industry, words } from '../rule-parameters';
import type { Industry } from '../../reference/industry';

type Licence = FactOf<'licence'>;

const WITHDRAWN = ['SUSPENDED', 'REVOKED', 'EXPIRED'];

const parameters = figures({
  floor: floorLevel,
  statuses: words.describe('经营状态 · States in which a firm needs its licences'),
  required: z.partialRecord(industry, words).describe('各行业必需证照 · The licences that each trade needs'),
});

/**
 * A running firm whose required licence is expired, suspended or revoked. Only a licence of the same kind that begins
 * later and is in force takes its place: another one held at the same time may cover another mine or plant. A kind of
 * which nothing is known is a matter of the register and raises nothing. No hold: it ends on renewal.
 */
export const licenceOutOfForce = defineRule({
  kind: 'licence-out-of-force',
  scope: 'firm',
  parameters,
  effects({ firm: [firm], licence }, { floor, statuses, required }) {
    if (!firm || !statuses.includes(firm.value.status)) return [];
    const running = lifeOf(firm);
    const needed = required[firm.value.industry as Industry] ?? [];
    return licence
      .filter(({ value }) => needed.includes(value.kind))
      .flatMap((fact) => breachOf(fact, licence).map((breach) => ({ fact, ...within(breach, running) })))
      .map(({ fact, from, to }) => ({
        from,
        to,
        kind: 'floor' as const,
        value: rankOf(floor),
        evidence: `${fact.value.kind} ${fact.value.number} ${fact.value.state}, 有效期至 · valid to ${fact.value.validTo ?? '—'}, ${fact.source}`,
      }))
      .filter(({ from, to }) => to > from);
  },
});

function breachOf(fact: Licence, all: readonly Licence[]): Interval[] {
  const { state, validTo, validFrom, kind } = fact.value;
  const life = lifeOf(fact);
  const expired = validTo === null ? Infinity : Math.max(life.from, endOfCityDate(validTo).getTime());
  const breach = { from: WITHDRAWN.includes(state) ? life.from : expired, to: life.to };
  const renewals = all
    .filter(({ value }) => value.kind === kind && !WITHDRAWN.includes(value.state))
    .filter(({ value }) => (value.validFrom ?? '') > (validFrom ?? ''))
    .map((other) => within(validity(other), lifeOf(other)));
  return without(breach, renewals);
}

const validity = ({ value }: Licence): Interval => ({
  from: value.validFrom === null ? -Infinity : startOfCityDate(value.validFrom).getTime(),
  to: value.validTo === null ? Infinity : endOfCityDate(value.validTo).getTime(),
});

const within = (interval: Interval, bounds: Interval): Interval => ({
  from: Math.max(interval.from, bounds.from),
  to: Math.min(interval.to, bounds.to),
});
