import { endOfString } from './exact-json';

/**
 * Cuts the array of a JSON text into the texts of its elements, so that a rejected element can be kept exactly as it
 * came. The text is known to be valid JSON. `path` leads to the array in an outer object (@see valueAt).
 */
export function elementTexts(text: string, path?: string): string[] {
  const at = path === undefined ? text.indexOf('[') : placeOf(text, { object: text.indexOf('{'), path });
  return partsFrom(text, at + 1).map(({ from, to }) => text.slice(from, to).trim());
}

/** The value of a property, or of one below it (`data.rows`). A property may itself have a point in its name. */
export function valueAt(value: unknown, path: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const known = value as Record<string, unknown>;
  if (Object.hasOwn(known, path)) return known[path];
  const [head, rest] = split(path);
  return rest === null || !Object.hasOwn(known, head) ? undefined : valueAt(known[head], rest);
}

function split(path: string): [head: string, rest: string | null] {
  const point = path.indexOf('.');
  return point < 0 ? [path, null] : [path.slice(0, point), path.slice(point + 1)];
}

/** Where the value begins that `valueAt` finds. */
function placeOf(text: string, { object, path }: { object: number; path: string }): number {
  const found = memberOf(text, object, path);
  const [head, rest] = split(path);
  return found >= 0 || rest === null
    ? found
    : placeOf(text, { object: memberOf(text, object, head), path: rest });
}

/** Where the value of a member of an object begins; of several of one name the last, as JSON.parse takes it; or -1. */
function memberOf(text: string, object: number, property: string): number {
  let found = -1;
  for (const { from, to } of partsFrom(text, object + 1)) {
    const key = text.indexOf('"', from);
    const end = endOfString(text, key);
    if (JSON.parse(text.slice(key, end + 1)) !== property) continue;
    const value = text.indexOf(':', end) + 1;
    found = to - text.slice(value, to).trimStart().length;
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
