import { isCollection, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

type Path = readonly PropertyKey[];

/** A YAML text and where in it each value stands. */
export interface YamlDocument {
  value: unknown;
  /** Of the text itself: what keeps it from being read. */
  faults: string[];
  /** `hub.yaml:12: sources[1].address: message`; the line is that of the nearest thing that is there. */
  fault(path: Path, message: string): string;
}

/** Reads a YAML text; `name` is what faults call the file. */
export function readYaml(name: string, text: string): YamlDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const at = (offset: number, message: string) => `${name}:${lines.linePos(offset).line}: ${message}`;
  return {
    value: document.errors.length > 0 ? null : document.toJS(),
    faults: document.errors.map(({ pos, message }) => at(pos[0], message)),
    fault: (path, message) => at(offsetOf(document.contents, path), `${keyOf(path)}${message}`),
  };
}

/** One issue of zod as faults; unknown keys are named one by one. */
export function faultsOf(document: YamlDocument, issue: z.core.$ZodIssue): string[] {
  if (issue.code !== 'unrecognized_keys') return [document.fault(issue.path, issue.message)];
  return issue.keys.map((key) => document.fault([...issue.path, key], 'unknown key'));
}

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
