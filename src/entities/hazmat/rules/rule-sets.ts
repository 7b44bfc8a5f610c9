import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTripRuleSets } from './rule-set-document';

/**
 * The shipped documents, which lie beside this module. Order 29 of 2019 is in force since 2020-01-01; the Hazardous
 * Chemicals Safety Law overlays Regulation 591 from 2026-05-01.
 */
const SHIPPED = ['cn-hazmat-road-2020.yaml', 'cn-hazmat-road-2026.yaml'];

/** All versions that the hub judges trips by, each on its dates. */
export const tripRuleSets = readTripRuleSets(
  SHIPPED.map((name) => ({ name, text: readFileSync(join(__dirname, 'rule-sets', name), 'utf8') })),
);

/** Nothing of an earlier load date can be judged. */
export const RULES_SINCE = tripRuleSets[0]!.validFrom;
