import { RecordRejected } from '../errors';

/** Where an element stands in its text, with its tags. */
export interface Element {
  from: number;
  to: number;
  /** Without the prefix of a namespace. */
  name: string;
}

export interface Markup extends Element {
  kind: 'opened' | 'closed';
  /** Its name behind those of the elements around it, joined by points. */
  here: string;
  /** The root has 1. */
  depth: number;
}

const MAX_DEPTH = 100;
const OPEN = /<([^\s<>/=!?"'&]+)/y;
const ATTRIBUTE = /\s+([^\s<>/="'&]+)\s*=\s*(?:"[^"<]*"|'[^'<]*')/y;
const OPEN_END = /\s*(\/?)>/y;
const CLOSE = /<\/([^\s<>/=!?"'&]+)\s*>/y;

interface Around {
  name: string;
  here: string;
  from: number;
}

/**
 * The tags of an XML text in their order, `to` of an element known once it is closed. Throws RecordRejected, with the
 * line, where they do not fit each other, and for a DOCTYPE.
 */
export function* markupOf(text: string): Generator<Markup, void, undefined> {
  const around: Around[] = [];
  let hadRoot = false;
  const fault = (at: number, message: string) =>
    new RecordRejected(`is not XML: line ${lineAt(text, at)}: ${message}`);
  for (let at = 0; ;) {
    const tag = text.indexOf('<', at);
    const end = tag < 0 ? text.length : tag;
    if (around.length === 0 && !isBlank(text, at, end))
      throw fault(at, 'there is text outside of the root element');
    if (tag < 0) break;
    const skipped = endOfOther(text, tag, fault);
    if (skipped !== null) {
      at = skipped;
      continue;
    }
    if (text[tag + 1] === '/') {
      const [whole, name] = matchAt(CLOSE, text, tag) ?? [];
      const closed = around.pop();
      if (!closed || closed.name !== name)
        throw fault(
          tag,
          closed ? `<${closed.name.slice(0, 80)}> is not closed` : 'nothing is open to be closed',
        );
      at = tag + whole!.length;
      yield { ...marked(closed, around.length + 1), kind: 'closed', to: at };
      continue;
    }
    if (around.length === 0 && hadRoot) throw fault(tag, 'there is a second root element');
    if (around.length === MAX_DEPTH)
      throw fault(tag, `elements lie more than ${MAX_DEPTH} deep in each other`);
    hadRoot = true;
    const { name, to, isEmpty } = openingTag(text, tag, fault);
    const outer = around.at(-1)?.here;
    const one = {
      name,
      from: tag,
      here: outer === undefined ? localName(name) : `${outer}.${localName(name)}`,
    };
    yield { ...marked(one, around.length + 1), kind: 'opened', to };
    if (isEmpty) yield { ...marked(one, around.length + 1), kind: 'closed', to };
    else around.push(one);
    at = to;
  }
  const [open] = around.slice(-1);
  if (open) throw fault(text.length, `the text ends, and <${open.name.slice(0, 80)}> is not closed`);
  if (!hadRoot) throw fault(0, 'there is no element');
}

type Fault = (at: number, message: string) => RecordRejected;

const marked = ({ name, here, from }: Around, depth: number) => ({
  name: localName(name),
  here,
  from,
  depth,
});
const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Behind a comment, an instruction or a section of plain text; null: there is a tag. */
function endOfOther(text: string, at: number, fault: Fault): number | null {
  const skip = (begin: string, end: string): number => {
    const found = text.indexOf(end, at + begin.length);
    if (found < 0) throw fault(at, `${begin} is not closed`);
    return found + end.length;
  };
  if (text[at + 1] === '?') return skip('<?', '?>');
  if (text[at + 1] !== '!') return null;
  if (text.startsWith('<!--', at)) return skip('<!--', '-->');
  if (text.startsWith('<![CDATA[', at)) return skip('<![CDATA[', ']]>');
  throw fault(at, 'it declares types or entities (DOCTYPE), which are not read');
}

function openingTag(text: string, at: number, fault: Fault) {
  const [start, name] = matchAt(OPEN, text, at) ?? [];
  if (!start) throw fault(at, '< begins no tag');
  let to = at + start.length;
  const attributes = new Set<string>();
  for (let found = matchAt(ATTRIBUTE, text, to); found; found = matchAt(ATTRIBUTE, text, to)) {
    if (attributes.has(found[1]!)) throw fault(to, `<${name!.slice(0, 80)}> has one attribute twice`);
    attributes.add(found[1]!);
    to += found[0].length;
  }
  const end = matchAt(OPEN_END, text, to);
  if (!end) throw fault(to, `the tag <${name!.slice(0, 80)} … is not closed, or an attribute in it is wrong`);
  return { name: name!, to: to + end[0].length, isEmpty: end[1] === '/' };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function isBlank(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!' \t\r\n\ufeff'.includes(text[i]!)) return false;
  return true;
}

function lineAt(text: string, at: number): number {
  let line = 1;
  for (let i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) line++;
  return line;
}
