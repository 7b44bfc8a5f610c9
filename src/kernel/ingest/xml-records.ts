import { XMLParser } from 'fast-xml-parser';
import { RecordRejected } from '../errors';
import type { Charset } from './charset';
import { markupOf, type Element } from './xml-markup';

/** A record of an XML text. `fault` says why it is none. */
export interface XmlRecord {
  /** Its element, as it stands. */
  text: string;
  value: unknown;
  /** Of the text, counted from 1. */
  line: number;
  fault?: string;
}

/**
 * The record elements of an XML text: those at `path`, the names from the root to them joined by points; without one the
 * children of the root; with an empty one the root itself. Prefixes of namespaces do not count.
 *
 * An element of nothing but text is that text; else an object of its children by their names, of its attributes by `@name`,
 * and of its own text by `#text`. What occurs several times is a list. All values are texts. Throws RecordRejected for what
 * is not well-formed, or declares types and entities (DOCTYPE): then nothing of it is read.
 */
export function* xmlRecords(text: string, path?: string): Generator<XmlRecord, void, undefined> {
  let [line, counted] = [1, 0];
  for (const { from, to, name } of elementsAt(text, path)) {
    for (let at = text.indexOf('\n', counted); at >= 0 && at < from; at = text.indexOf('\n', at + 1)) line++;
    counted = from;
    const record = { text: text.slice(from, to), line };
    try {
      yield { ...record, value: (parser.parse(record.text) as Record<string, unknown>)[name] };
    } catch (error) {
      yield { ...record, value: undefined, fault: (error as Error).message };
    }
  }
}

const DECLARATION = /^(?:\xef\xbb\xbf)?<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]{1,40})["']/;

/** What an XML text says that it is written in; null: it does not say. Throws RecordRejected for what the hub does not read. */
export function declaredCharset(bytes: Buffer): Charset | null {
  const [, name] = DECLARATION.exec(bytes.subarray(0, 256).toString('latin1')) ?? [];
  if (name === undefined) return null;
  if (/^(utf-?8|us-ascii)$/i.test(name)) return 'utf8';
  if (/^(gb18030|gbk|gb2312|cp936|ms936|windows-936)$/i.test(name)) return 'gb18030';
  throw new RecordRejected(`says that it is written in ${name}; allowed are UTF-8, GBK and GB18030`);
}

function elementsAt(text: string, path: string | undefined): Element[] {
  const found: Element[] = [];
  let isThere = path === undefined || path === '';
  let inside = false;
  const isRecord = (here: string, depth: number) =>
    path === undefined ? depth === 2 : path === '' ? depth === 1 : here === path;
  for (const { kind, here, depth, ...element } of markupOf(text)) {
    if (kind === 'opened') {
      isThere ||=
        here === path || (path!.startsWith(`${here}.`) && !path!.slice(here.length + 1).includes('.'));
      inside ||= isRecord(here, depth);
    } else if (isRecord(here, depth)) {
      found.push(element);
      inside = false;
    }
  }
  if (!isThere) throw new RecordRejected(`has no element "${path}"`);
  return found;
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const REFERENCE = /&([^\s;&<]{0,64})(;?)/g;
const NUMBER = /^#(?:(\d{1,7})|x([0-9a-fA-F]{1,6}))$/;

/** The five of XML and numbers of characters; nothing else is ever put in the place of something. */
const decodeReferences = (text: string): string =>
  text.replace(REFERENCE, (written: string, name: string, end: string) => {
    const sign = end && (ENTITIES[name] ?? characterOf(name));
    if (!sign) throw new RecordRejected(`holds ${written}, which stands for nothing`);
    return sign;
  });

function characterOf(reference: string): string | null {
  const [, decimal, hexadecimal] = NUMBER.exec(reference) ?? [];
  const code = decimal ? Number(decimal) : parseInt(hexadecimal ?? '', 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : null;
}

const nothing = () => undefined;
const parser = new XMLParser({
  ...{ ignoreAttributes: false, attributeNamePrefix: '@', removeNSPrefix: true },
  ...{ parseTagValue: false, parseAttributeValue: false, maxNestedTags: 100 },
  entityDecoder: {
    ...{ setExternalEntities: nothing, addInputEntities: nothing, reset: nothing, setXmlVersion: nothing },
    decode: decodeReferences,
  },
});
