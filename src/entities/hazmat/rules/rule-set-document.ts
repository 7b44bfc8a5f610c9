import { z } from 'zod';
import { ConfigurationError } from '../../../kernel/errors';
import { readYaml } from '../../../kernel/config/yaml-document';
import { ViolationSeverity } from '../../../schema/hazmat/enums';
import { allTripRules } from './all-rules';
import type { TripRule, TripRuleSet } from './rule';

const text = z.string('has to be a text').trim().min(1, 'may not be empty');
const date = z.iso.date('has to be a date, YYYY-MM-DD');
const validity = {
  validFrom: date.nullable().default(null).describe('首日 · First city date; as the rule set without it'),
  validTo: date.nullable().default(null).describe('末日 · Last city date'),
};

/** What one rule says; its figures are its own. */
const entrySchema = ({ id, parameters }: TripRule) =>
  z.strictObject({
    id: z.literal(id),
    titleZh: text.describe('名称'),
    severity: z.enum(ViolationSeverity).describe('严重程度 · How grave; some are graver when they last'),
    certainty: z.enum(['C', 'L', 'P']).describe('C 确定 certain, L 可能 likely, P 提议 proposed by the hub'),
    basis: text.describe('依据 · Law and article'),
    ...validity,
    parameters: parameters
      ? parameters.describe('参数 · Figures')
      : z.strictObject({}).default({}).describe('参数 · Figures'),
  });

/** A rule set for trips as a document. */
export const tripRuleSetSchema = z
  .strictObject({
    version: text.describe('版本 · Version'),
    validFrom: date.describe('生效日期 · First city date'),
    validTo: validity.validTo,
    rules: z
      .array(z.discriminatedUnion('id', allTripRules.map(entrySchema) as never))
      .min(1, 'has to have a rule'),
  })
  .describe('危险货物道路运输规则集 · A set of rules for trips with hazardous goods');

/**
 * Reads rule sets that follow one another; throws ConfigurationError with every fault and its line: what a document may not
 * say, a rule twice, dates outside those of the set, a date on which two sets hold.
 */
export function readTripRuleSets(files: readonly { name: string; text: string }[]): TripRuleSet[] {
  const faults: string[] = [];
  const sets = files.flatMap(({ name, text: source }): TripRuleSet[] => {
    const document = readYaml(name, source);
    const { error, data } = tripRuleSetSchema.safeParse(document.value);
    const set = data as unknown as TripRuleSet | undefined;
    const found =
      document.faults.length > 0
        ? document.faults
        : document.faultsOf([...(error?.issues ?? []), ...(set ? crossFaults(set) : [])]);
    faults.push(...found);
    return set && found.length === 0 ? [set] : [];
  });
  const inOrder = sets.sort((one, other) => (one.validFrom < other.validFrom ? -1 : 1));
  for (const [at, set] of inOrder.slice(1).entries()) {
    const before = inOrder[at]!;
    if (before.validTo === null || before.validTo >= set.validFrom)
      faults.push(`${set.version} overlaps ${before.version}`);
  }
  if (faults.length > 0) throw new ConfigurationError(faults);
  return inOrder;
}

function crossFaults({ rules, ...set }: TripRuleSet): z.core.$ZodIssue[] {
  const fault = (at: number, key: string, message: string): z.core.$ZodIssue => ({
    ...{ code: 'custom', path: ['rules', at, key], message, input: undefined },
  });
  return rules.flatMap(({ id, validFrom, validTo }, at) => [
    ...(rules.findIndex((one) => one.id === id) < at ? [fault(at, 'id', 'stands here twice')] : []),
    ...(validFrom !== null && validFrom < set.validFrom
      ? [fault(at, 'validFrom', `lies before the set holds, ${set.validFrom}`)]
      : []),
    ...(set.validTo !== null && validTo !== null && validTo > set.validTo
      ? [fault(at, 'validTo', `lies after the set holds, ${set.validTo}`)]
      : []),
    ...(validFrom !== null && validTo !== null && validTo < validFrom
      ? [fault(at, 'validTo', `lies before validFrom ${validFrom}`)]
      : []),
  ]);
}

/** What editors check such a document by: the published JSON Schema, as a file of that name. */
export const tripRuleSetJsonSchema = (): Map<string, string> =>
  new Map([
    [
      'trip-rule-set.schema.json',
      `${JSON.stringify(z.toJSONSchema(tripRuleSetSchema, { io: 'input', reused: 'ref' }), null, 2)}\n`,
    ],
  ]);
