import { isCollection, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

type Path = readonly PropertyKey[];

/** A YAML text and where in it each value stands. */
export interface YamlDocument {
  value: unknown;
  /** Of the text itself: what keeps it from being read. */
  faults: string[];
  /** `hub.yaml:12: sources[1].address: message`, by line, which is that of the nearest thing that is there; unknown keys one by one. */
  faultsOf(issues: readonly z.core.$ZodIssue[]): string[];
}

interface Fault {
  offset: number;
  message: string;
}

/** Reads a YAML text; `name` is what faults call the file. */
export function readYaml(name: string, text: string): YamlDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const tell = (faults: readonly Fault[]) =>
    faults
      .map(({ offset, message }) => ({ line: lines.linePos(offset).line, message }))
      .sort((one, other) => one.line - other.line || (one.message < other.message ? -1 : 1))
      .map(({ line, message }) => `${name}:${line}: ${message}`);
  const faultOf = (path: Path, message: string): Fault => ({
    offset: offsetOf(document.contents, path),
    message: `${keyOf(path)}${message}`,
  });
  return {
    value: document.errors.length > 0 ? null : document.toJS(),
    faults: tell(document.errors.map(({ pos, message }) => ({ offset: pos[0], message }))),
    faultsOf: (issues) =>
      tell(issues.flatMap(({ message, ...issue }) => pathsOf(issue).map((path) => faultOf(path, message)))),
  };
}

const pathsOf = (issue: Omit<z.core.$ZodIssue, 'message'>): Path[] =>
  issue.code === 'unrecognized_keys'
    ? (issue as z.core.$ZodIssueUnrecognizedKeys).keys.map((key) => [...issue.path, key])
    : [issue.path];

function offsetOf(node: unknown, path: Path): number {
  const [step, ...rest] = path;
  const offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  if (step === undefined || !isCollection(node)) return offset;
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
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
