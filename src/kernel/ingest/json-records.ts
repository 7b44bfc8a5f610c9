/**
 * Cuts the array of a JSON text into the texts of its elements, so that a rejected element can be kept exactly as it
 * came. The text is known to be valid JSON. `property` names the member of the outer object that holds the array.
 */
export function elementTexts(text: string, property?: string): string[] {
  const at = property === undefined ? text.indexOf('[') : valueOf(text, property);
  return partsFrom(text, at + 1).map(({ from, to }) => text.slice(from, to).trim());
}

/** Where the value of a top-level member begins; of several of one name the last, as JSON.parse takes it. */
function valueOf(text: string, property: string): number {
  let found = -1;
  for (const { from, to } of partsFrom(text, text.indexOf('{') + 1)) {
    const key = text.indexOf('"', from);
    const end = endOfString(text, key);
    if (JSON.parse(text.slice(key, end + 1)) === property) found = text.indexOf('[', end);
    if (found > to) found = -1;
  }
  return found;
}

/** The comma-separated parts from `at` to the bracket that closes them. */
function partsFrom(text: string, at: number): { from: number; to: number }[] {
  const parts: { from: number; to: number }[] = [];
  let [depth, from] = [0, at];
  for (let i = at; i < text.length; i++) {
    const sign = text[i];
    if (sign === '"') i = endOfString(text, i);
    else if (sign === '[' || sign === '{') depth++;
    else if (sign === ',' && depth === 0) {
      parts.push({ from, to: i });
      from = i + 1;
    } else if ((sign === ']' || sign === '}') && depth-- === 0) {
      if (text.slice(from, i).trim() !== '') parts.push({ from, to: i });
      break;
    }
  }
  return parts;
}

function endOfString(text: string, quote: number): number {
  let i = quote + 1;
  while (text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return i;
}
