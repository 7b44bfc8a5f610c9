const PARAMETER = /\s*;\s*([^\s;,="]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s";,]*)))?/y;
const TARGET = /<([^>]*)>/g;

/** Where the header `Link` says that the next page is (RFC 8288); null: it names none. */
export function nextLink(header: string | null): string | null {
  const text = header ?? '';
  TARGET.lastIndex = 0;
  for (let target = TARGET.exec(text); target; target = TARGET.exec(text)) {
    let relations: string | undefined;
    PARAMETER.lastIndex = TARGET.lastIndex;
    for (let found = PARAMETER.exec(text); found; found = PARAMETER.exec(text)) {
      TARGET.lastIndex = PARAMETER.lastIndex;
      if (found[1]!.toLowerCase() === 'rel') relations ??= found[2] ?? found[3] ?? '';
    }
    if (relations?.toLowerCase().split(/\s+/).includes('next')) return target[1]!;
  }
  return null;
}
