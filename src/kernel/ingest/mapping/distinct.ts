/**
 * What `$distinct` gives, in a time that grows with the list and not with its square: JSONata's own compares each value
 * with each, and no limit stops it meanwhile.
 */
export function distinct(values: unknown): unknown {
  if (!Array.isArray(values) || values.length < 2) return values;
  const known = new Set<unknown>();
  const found = values.filter((value) => {
    const key = keyOf(value);
    return !known.has(key) && known.add(key);
  });
  // by this mark JSONata takes a list of one for what is in it
  return 'sequence' in values ? Object.defineProperty(found, 'sequence', { value: true }) : found;
}

/** Of equal values the same. What is no data is equal to itself alone. */
function keyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? `"${value}` : value;
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
