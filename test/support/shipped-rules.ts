import type { RuleSet } from '../../src/kernel/risk/rule-set';
import { RULE_SETS } from '../../src/kernel/risk/rule-sets/rule-sets';

const shipped = (name: string): RuleSet => RULE_SETS.find(({ version }) => version.startsWith(`${name}/`))!;

/** The shipped rules for a city in Shanxi (DOMAIN §2.6) since the law of 2026; figures marked P are to be confirmed locally. */
export const cnSxDefault = shipped('cn-sx-default');

/** The same before that law. */
export const cnSx2019 = shipped('cn-sx-2019');
