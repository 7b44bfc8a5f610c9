import type { ASTNode } from '@marcbachmann/cel-js';
import { CEL_FACTS, celEnvironment, told } from './cel-facts';
import type { Fact, FactKind } from './facts';

/** A condition of a rule, checked. */
export interface Condition {
  /** Kinds of facts that it asks for. */
  kinds: FactKind[];
  /** Whether it holds of facts that are true at one time. Throws what the expression ran into. */
  holds(facts: { firm: Fact; committee: string; active: readonly Fact[] }): boolean;
}

const MACROS = ['all', 'exists', 'exists_one', 'filter', 'map'];
const MOST_NESTED = 1;

const compiled = new Map<string, Condition>();

/** What keeps a text from being a condition; null: nothing. */
export function conditionFault(source: string): string | null {
  const checked = celEnvironment.check(source);
  if (!checked.valid) return firstLine(checked.error?.message ?? 'does not type-check');
  if (checked.type !== 'bool') return `has to be true or false, is ${checked.type}`;
  const { ast } = celEnvironment.parse(source);
  if (nestingOf(ast) > MOST_NESTED)
    return 'goes through a list for each item of another; allowed is one list';
  return patternsOf(ast).every(isPlainPattern) ? null : PATTERN_FAULT;
}

const PATTERN_FAULT =
  'matches() takes a pattern as a text, of characters, classes, ^, $ and |, without groups and repeats';

/** A pattern with groups or repeats can take longer than anybody lives, on a text that a source sends. */
function isPlainPattern(pattern: unknown): boolean {
  if (typeof pattern !== 'string' || !/^(?:\\[^]|[^\\()*+?{}])*$/.test(pattern)) return false;
  try {
    return Boolean(new RegExp(pattern));
  } catch {
    return false;
  }
}

/** Compiles a condition once. Throws on one that is at fault. */
export function conditionOf(source: string): Condition {
  const known = compiled.get(source);
  if (known) return known;
  const fault = conditionFault(source);
  if (fault) throw new Error(fault);
  const run = celEnvironment.parse(source);
  const names = namesOf(run.ast);
  const kinds = (Object.keys(CEL_FACTS) as FactKind[]).filter((kind) => names.has(CEL_FACTS[kind]!.name));
  const condition: Condition = {
    kinds,
    holds({ firm, committee, active }) {
      const lists = kinds.map((kind) => [
        CEL_FACTS[kind]!.name,
        active.filter((fact) => fact.kind === kind).map(toldOnce),
      ]);
      return run({ firm: told(firm), committee, ...Object.fromEntries(lists) }) === true;
    },
  };
  compiled.set(source, condition);
  return condition;
}

const alreadyTold = new WeakMap<Fact, object>();

/** A fact is asked about at many moments. */
function toldOnce(fact: Fact): object {
  const known = alreadyTold.get(fact);
  if (known) return known;
  const made = told(fact);
  alreadyTold.set(fact, made);
  return made;
}

/** The library points at the place on further lines. */
const firstLine = (message: string): string => message.split('\n')[0]!;

const isNode = (value: unknown): value is ASTNode =>
  typeof value === 'object' && value !== null && 'op' in value && 'args' in value;

const partsOf = (value: unknown): ASTNode[] => {
  if (isNode(value)) return [value];
  return Array.isArray(value) ? value.flatMap(partsOf) : [];
};

function namesOf(node: ASTNode): Set<string> {
  const own = node.op === 'id' ? [String(node.args)] : [];
  return new Set([...own, ...partsOf(node.args).flatMap((part) => [...namesOf(part)])]);
}

/** What texts are matched against; of what is only worked out later, what works it out. */
function patternsOf({ op, args }: ASTNode): unknown[] {
  const within = partsOf(args).flatMap(patternsOf);
  if (op !== 'rcall') return within;
  const [name, , [pattern]] = args as [string, ASTNode, ASTNode[]];
  return name === 'matches' ? [...within, pattern?.op === 'value' ? pattern.args : pattern] : within;
}

/** How many lists are gone through within one another; what a list is made of first adds nothing. */
function nestingOf({ op, args }: ASTNode): number {
  if (op !== 'rcall') return Math.max(0, ...partsOf(args).map(nestingOf));
  const [name, receiver, ...rest] = args as [string, ...unknown[]];
  const [of, within] = [partsOf(receiver), partsOf(rest)].map((parts) =>
    Math.max(0, ...parts.map(nestingOf)),
  );
  return Math.max(of!, within! + (MACROS.includes(name) ? 1 : 0));
}
