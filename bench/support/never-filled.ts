/** Paths under which none of the answers has anything: null or an empty list wherever they come up. */
export function neverFilled(answers: readonly unknown[]): string[] {
  const filled = new Map<string, boolean>();
  for (const answer of answers) note(answer, '', filled);
  return [...filled].filter(([, something]) => !something).map(([path]) => path);
}

function note(value: unknown, path: string, filled: Map<string, boolean>): void {
  const empty = value == null || (Array.isArray(value) && value.length === 0);
  filled.set(path, filled.get(path) || !empty);
  if (Array.isArray(value)) for (const item of value) note(item, path, filled);
  else if (typeof value === 'object' && value !== null)
    for (const [name, below] of Object.entries(value)) note(below, path ? `${path}.${name}` : name, filled);
}
