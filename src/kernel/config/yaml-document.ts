import {
  isCollection,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  YAMLParseError,
  type Document,
} from 'yaml';
import type { z } from 'zod';

type Path = readonly PropertyKey[];

/** A YAML text and where in it each value stands. */
export interface YamlDocument {
  value: unknown;
  /** Of the text itself. */
  faults: string[];
  /** They keep it from being read: `value` is nothing. */
  isBroken: boolean;
  /** With those of the text. `hub.yaml:12: sources[1].address: message`, by line, which is that of the nearest thing that is there; unknown keys one by one. */
  faultsOf(issues: readonly z.core.$ZodIssue[]): string[];
}

/** What aliases stand for only shows here: one without its anchor, or so many that they would unfold without end. */
function valueOf(document: Document.Parsed): unknown {
  const alias = (offset: number, message: string) =>
    document.errors.push(new YAMLParseError([offset, offset], 'BAD_ALIAS', message));
  visit(document, {
    Alias(_, node) {
      if (!node.resolve(document))
        alias(node.range![0], `*${node.source} stands for nothing: there is no &${node.source} before it`);
    },
  });
  try {
    return document.errors.every(isReadOver) ? document.toJS() : null;
  } catch (error) {
    alias(0, (error as Error).message);
    return null;
  }
}

/** Of a key that is there twice the last one holds, so that all else that is wrong shows too. */
const isReadOver = ({ code }: Pick<YAMLParseError, 'code'>): boolean => code === 'DUPLICATE_KEY';

interface Fault {
  offset: number;
  message: string;
  /** Lines below the offset. */
  below?: number;
}

/** Reads a YAML text; `name` is what faults call the file. */
export function readYaml(name: string, text: string): YamlDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const value = valueOf(document);
  // a text of nothing but brackets has the same fault for each of them
  const tell = (faults: readonly Fault[]) => [
    ...new Set(
      faults
        .map(({ offset, message, below = 0 }) => ({ line: lines.linePos(offset).line + below, message }))
        .sort((one, other) => one.line - other.line || (one.message < other.message ? -1 : 1))
        .map(({ line, message }) => `${name}:${line}: ${message}`),
    ),
  ];
  const faultOf = (path: Path, { message, ...issue }: z.core.$ZodIssue): Fault => ({
    offset: offsetOf(document.contents, path),
    message: `${keyOf(path)}${message}`,
    ...('params' in issue && linesIn(document.getIn(path, true), issue.params)),
  });
  const own = document.errors.map(({ pos, message }): Fault => ({ offset: pos[0], message }));
  return {
    value,
    faults: tell(own),
    isBroken: !document.errors.every(isReadOver),
    faultsOf: (issues) =>
      tell([
        ...own,
        ...issues.flatMap(branchOf).flatMap((issue) => pathsOf(issue).map((path) => faultOf(path, issue))),
      ]),
  };
}

/** A fault that says `lineOfText` lies so far down in a text that has lines of its own. */
const linesIn = (node: unknown, { lineOfText }: { lineOfText?: number } = {}): Partial<Fault> =>
  lineOfText !== undefined && isScalar(node) && node.type === 'BLOCK_LITERAL' ? { below: lineOfText } : {};

/** Of alternatives without a message of their own the last is what was meant. */
const branchOf = (issue: z.core.$ZodIssue): z.core.$ZodIssue[] =>
  issue.code === 'invalid_union' && issue.message === 'Invalid input'
    ? (issue.errors.at(-1) ?? []).map((one) => ({ ...one, path: [...issue.path, ...one.path] }))
    : [issue];

const pathsOf = (issue: z.core.$ZodIssue): Path[] =>
  issue.code === 'unrecognized_keys'
    ? (issue as z.core.$ZodIssueUnrecognizedKeys).keys.map((key) => [...issue.path, key])
    : [issue.path];

function offsetOf(node: unknown, path: Path): number {
  const [step, ...rest] = path;
  const offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  if (step === undefined || !isCollection(node)) return offset;
  if (isMap(node)) {
    const pair = node.items.findLast(({ key }) => isScalar(key) && key.value === step);
    if (!pair) return offset;
    return rest.length > 0 && isCollection(pair.value) ? offsetOf(pair.value, rest) : offsetOf(pair.key, []);
  }
  const item = node.get(step, true);
  return item === undefined ? offset : offsetOf(item, rest);
}

const keyOf = (path: Path): string => {
  const key = path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
  return key && `${key}: `;
};
