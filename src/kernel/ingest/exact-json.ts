/** Where an integer of so many digits may stand; hardly any text has one outside of quotes. */
const MAY_BE_LONG = /[[,:\s]-?\d{16}/;
const INTEGER = /^-?\d{16,}$/;
const IN_NUMBER = /[\d.eE+-]/;

/**
 * As `JSON.parse`, but an integer that a number cannot hold is the text of its digits: keys of 64 bits would else be
 * rounded, and two records become one. Throws as it does.
 */
export function parseExact(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return MAY_BE_LONG.test(text) ? JSON.parse(withTexts(text)) : value;
}

/** The text is known to be valid JSON. */
function withTexts(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i]!;
    if (sign === '"') i = endOfString(text, i);
    else if (sign === '-' || (sign >= '0' && sign <= '9')) {
      let end = i + 1;
      while (end < text.length && IN_NUMBER.test(text[end]!)) end++;
      const token = text.slice(i, end);
      if (INTEGER.test(token) && String(Number(token)) !== token) {
        parts.push(text.slice(from, i), `"${token}"`);
        from = end;
      }
      i = end - 1;
    }
  }
  return parts.join('') + text.slice(from);
}

/** Where a string of valid JSON ends that begins at `quote`. */
export function endOfString(text: string, quote: number): number {
  let i = quote + 1;
  while (text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return i;
}
