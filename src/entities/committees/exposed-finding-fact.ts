import { startOfCityDate } from '../../kernel/clock';
import type { Fact, FactRetraction } from '../../kernel/risk/facts';
import { Disposition } from '../../schema/committees/enums';
import type { Finding } from './finding';

/** A finding at a firm that was exposed 曝光, from that day until it is closed. */
export function exposedFindingFact(finding: Finding): Fact | FactRetraction {
  const { id, uscc, source, text, closedOn, dispositionLog } = finding;
  const exposed = dispositionLog.find(({ kind }) => kind === Disposition.EXPOSED);
  if (uscc === null || !exposed) return { kind: 'exposedFinding', key: id };
  return {
    ...{ subject: uscc, kind: 'exposedFinding', key: id, source, from: startOfCityDate(exposed.on) },
    to: closedOn === null ? null : startOfCityDate(closedOn),
    value: { text, on: exposed.on },
  };
}
