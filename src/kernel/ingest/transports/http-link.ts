const LINK = /<([^>]*)>((?:\s*;\s*[^\s;,="]+(?:=(?:"[^"]*"|[^\s";,]+))?)*)/g;
const RELATION = /;\s*rel=(?:"([^"]*)"|([^\s";,]+))/i;

/** Where the header `Link` says that the next page is (RFC 8288); null: it names none. */
export function nextLink(header: string | null): string | null {
  for (const [, target, parameters] of (header ?? '').matchAll(LINK)) {
    const [, quoted, token] = RELATION.exec(parameters!) ?? [];
    const relations = (quoted ?? token ?? '').toLowerCase().split(/\s+/);
    if (relations.includes('next')) return target!;
  }
  return null;
}
