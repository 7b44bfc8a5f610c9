import { z } from 'zod';
import { ConfigurationError } from '../errors';
import { readYaml, type YamlDocument } from '../config/yaml-document';
import { plusDays } from '../clock';
import { isStorableText } from '../graphql/scalars';
import type { Rule } from './rule';
import type { RuleSet } from './rule-set';
import { industry } from './rule-parameters';
import { allRules } from './rules/all-rules';
import { whereSchema } from './where';

const text = z.string('has to be a text').trim().min(1, 'may not be empty');
const date = z.iso.date('has to be a date, YYYY-MM-DD');
const validity = {
  validFrom: date.nullable().default(null).describe('首日 · First city date; as the rule set without it'),
  validTo: date.nullable().default(null).describe('末日 · Last city date'),
};

/** What a rule of one kind says; its figures are those of the kind. */
const entrySchema = ({ kind, parameters }: Rule) =>
  z.strictObject({
    id: text.regex(/^[A-Z][A-Z0-9-]*$/, 'has to be capitals and digits, as R03').describe('编号 · Number'),
    kind: z.literal(kind),
    titleZh: text.describe('名称'),
    when: text.describe('条件,中文 · English'),
    effect: text.describe('作用,中文 · English'),
    basis: text.describe('依据 · Standard and clause'),
    certainty: z
      .enum(['C', 'L', 'P', 'U'])
      .describe('C 确定 certain, L 可能 likely, P 提议 proposed here, U 不确定 unsure'),
    ...validity,
    where: whereSchema.nullable().default(null),
    parameters: parameters.describe('参数 · Figures'),
    variants: z
      .array(z.strictObject({ where: whereSchema, parameters: parameters.partial() }))
      .default([])
      .describe('差异化参数,先者优先 · Other figures for some; of several the first'),
  });

const entrySchemas = (allRules as readonly unknown[]).map((rule) => entrySchema(rule as Rule));

/** A rule set as a document; what one document cannot show by itself, @see readRuleSets. */
export const ruleSetSchema = z
  .strictObject({
    version: text.describe('版本 · Version, as cn-sx-default/3'),
    validFrom: date.describe('生效日期 · First city date'),
    validTo: validity.validTo,
    fedByAllSources: z
      .array(industry)
      .describe(
        '任一数据源失联即不下调的行业 · Trades of which nothing steps down while any source is silent',
      ),
    rules: z
      .array(z.discriminatedUnion('kind', entrySchemas as never, unknownKind()))
      .min(1, 'has to have a rule'),
  })
  .describe('风险规则集 · A set of rules for risk levels');

function unknownKind() {
  const kinds = (allRules as readonly Rule[]).map(({ kind }) => kind);
  return { error: () => `unknown kind of rule; allowed are ${kinds.join(', ')}` };
}

/** A document and where in it each thing stands. */
interface Read {
  set: RuleSet;
  document: YamlDocument;
}

/** Reads one rule set; throws ConfigurationError with every fault and its line. */
export const readRuleSet = (name: string, source: string): RuleSet =>
  readRuleSets([{ name, text: source }])[0]!;

/**
 * Reads rule sets that follow one another; throws ConfigurationError with every fault of all and its line: what a document
 * may not say, two rules of one number, dates that lie outside those of the set, a date on which two sets hold or none.
 */
export function readRuleSets(files: readonly { name: string; text: string }[]): RuleSet[] {
  const faults: string[] = [];
  const read = files.flatMap(({ name, text: source }): Read[] => {
    const document = readYaml(name, source);
    const result = ruleSetSchema.safeParse(document.value);
    const issues = [...(result.error?.issues ?? []), ...crossFaults(document.value)];
    const found = document.faults.length > 0 ? document.faults : document.faultsOf(issues);
    faults.push(...found);
    return found.length > 0 ? [] : [{ document, set: result.data as unknown as RuleSet }];
  });
  if (faults.length === 0) faults.push(...successionFaults(read));
  if (faults.length > 0) throw new ConfigurationError(faults);
  return read.map(({ set }) => set);
}

type Issue = z.core.$ZodIssue;

const fault = (path: PropertyKey[], message: string): Issue => ({
  code: 'custom',
  path,
  message,
  input: undefined,
});

/** What only shows across a document; it may be wrong elsewhere. */
function crossFaults(value: unknown): Issue[] {
  const { rules, ...set } = isObject(value) ? value : {};
  const entries = (Array.isArray(rules) ? rules : []).filter(isObject);
  const first = new Map<unknown, number>();
  return [
    ...orderFaults(set, []),
    ...unstorable(value, []),
    ...versionFaults(set),
    ...entries.flatMap((entry, at) => {
      const path = ['rules', at];
      const again = first.get(entry.id);
      if (again === undefined) first.set(entry.id, at);
      const twice =
        again === undefined || entry.id === undefined ? [] : [`is the number of rules[${again}] too`];
      return [
        ...twice.map((message) => fault([...path, 'id'], message)),
        ...orderFaults(entry, path),
        ...outsideFaults(entry, set, path),
        ...periodFaults(entry, path),
        ...(entry.kind === 'override' ? handFaults(entry, path) : []),
        ...(entry.kind === 'step-down' ? ['where', 'variants'] : [])
          .filter((key) => !isEmpty(entry[key]))
          .map((key) => fault([...path, key], 'the way down is the same for all firms and times')),
      ];
    }),
  ];
}

const MAX_VERSION = 100;

const versionFaults = ({ version }: Dated): Issue[] =>
  typeof version === 'string' && version.length > MAX_VERSION
    ? [fault(['version'], `may have ${MAX_VERSION} characters at most`)]
    : [];

/** What a person sets lasts a month at most, whatever a rule set says (DOMAIN §2.6). */
const LONGEST_DAYS = 30;

const handFaults = (entry: Dated, path: PropertyKey[]): Issue[] =>
  withVariants(entry, path).flatMap(({ at, of: { parameters } }) =>
    isObject(parameters) &&
    typeof parameters.longestDays === 'number' &&
    parameters.longestDays > LONGEST_DAYS
      ? [fault([...at, 'parameters', 'longestDays'], `may be ${LONGEST_DAYS} at most`)]
      : [],
  );

/** An entry and what differs from it for some, each with its place. */
const withVariants = (entry: Dated, path: PropertyKey[]): { at: PropertyKey[]; of: Dated }[] => [
  { at: path, of: entry },
  ...(Array.isArray(entry.variants) ? entry.variants : []).map((variant: unknown, n) => ({
    at: [...path, 'variants', n],
    of: isObject(variant) ? variant : {},
  })),
];

/** No NUL and no half of a surrogate pair: YAML can name both, and neither can be kept. */
function unstorable(value: unknown, path: PropertyKey[]): Issue[] {
  const wrong = (one: string, at: PropertyKey[]) =>
    isStorableText(one) ? [] : [fault(at, 'has a character that is no text, NUL or half of a pair')];
  if (typeof value === 'string') return wrong(value, path);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    return [...wrong(key, at), ...unstorable(item, at)];
  });
}

const isEmpty = (value: unknown): boolean => value == null || (Array.isArray(value) && value.length === 0);

type Dated = Record<string, unknown>;

const isObject = (value: unknown): value is Dated => typeof value === 'object' && value !== null;
const isAfter = (one: unknown, other: unknown): boolean =>
  typeof one === 'string' && typeof other === 'string' && one > other;

const orderFaults = ({ validFrom, validTo }: Dated, path: PropertyKey[]): Issue[] =>
  isAfter(validFrom, validTo)
    ? [fault([...path, 'validTo'], `lies before validFrom ${String(validFrom)}`)]
    : [];

const outsideFaults = (entry: Dated, set: Dated, path: PropertyKey[]): Issue[] =>
  ['validFrom', 'validTo'].flatMap((key) => [
    ...(isAfter(set.validFrom, entry[key])
      ? [fault([...path, key], `lies before the set holds, ${String(set.validFrom)}`)]
      : []),
    ...(isAfter(entry[key], set.validTo)
      ? [fault([...path, key], `lies after the set holds, ${String(set.validTo)}`)]
      : []),
  ]);

/** A season may go over the end of a year; a period that ends before it begins is none. */
const periodFaults = (entry: Dated, path: PropertyKey[]): Issue[] =>
  withVariants(entry, path).flatMap(({ at, of: { where } }) => {
    const { from, to } = isObject(where) && isObject(where.period) ? where.period : {};
    return isAfter(from, to)
      ? [fault([...at, 'where', 'period', 'to'], `lies before from, ${String(from)}`)]
      : [];
  });

/** Each set has to begin on the day after the one before it ends. */
function successionFaults(read: readonly Read[]): string[] {
  const inOrder = [...read].sort((one, other) => (one.set.validFrom < other.set.validFrom ? -1 : 1));
  return inOrder.slice(1).flatMap(({ set, document }, n) => {
    const before = inOrder[n]!.set;
    const due = before.validTo === null ? null : plusDays(before.validTo, 1);
    if (set.validFrom === due) return [];
    const overlaps = due === null || set.validFrom < due;
    const message = overlaps
      ? `overlaps ${before.version}, which holds until ${before.validTo ?? 'further notice'}`
      : `leaves a gap after ${before.version}, which holds until ${before.validTo}`;
    return document.faultsOf([fault(['validFrom'], message)]);
  });
}
