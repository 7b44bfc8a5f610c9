import type { Firm, ResponsiblePerson } from './records';

/** Trades that keep a safety director, and guarantors of their hazard units. */
const HIGH_HAZARD = ['COAL_MINE', 'NON_COAL_MINE', 'HAZMAT', 'COKING', 'METALLURGY', 'FIREWORKS'];

/** The n-th firm's: a principal everywhere, all four where much can go wrong; of a firm that closed nobody. */
export function responsiblePersonsOf(
  n: number,
  { industry, status }: Pick<Firm, 'industry' | 'status'>,
): ResponsiblePerson[] {
  if (status === 'CLOSED') return [];
  const person = (role: ResponsiblePerson['role'], title: string): ResponsiblePerson => ({
    ...{ role, title, name: `示例${title.slice(0, 1)}${n}` },
  });
  const principal = person('PRINCIPAL', industry === 'COAL_MINE' ? '矿长' : '总经理');
  if (!HIGH_HAZARD.includes(industry)) return [principal];
  return [
    principal,
    person('TECHNICAL', '总工程师'),
    person('OPERATION', '车间主任'),
    person('SAFETY_DIRECTOR', '安全总监'),
  ];
}
