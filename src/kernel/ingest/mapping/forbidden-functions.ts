/** A record that is mapped again has to give the same, and no input may be run. */
const FORBIDDEN = new Map([
  ['eval', '$eval would run what a source sends'],
  ['now', '$now differs each time; use $receivedAt'],
  ['millis', '$millis differs each time; use $toMillis($receivedAt)'],
  ['random', '$random differs each time'],
  ['shuffle', '$shuffle differs each time'],
]);

/** The first use of a function that a mapping may not use; null: there is none. */
export function forbiddenIn(node: unknown): { position: number; message: string } | null {
  if (typeof node !== 'object' || node === null) return null;
  const { type, value, position } = node as { type?: unknown; value?: unknown; position?: number };
  const message = type === 'variable' ? FORBIDDEN.get(String(value)) : undefined;
  if (message) return { position: position ?? 0, message };
  for (const part of Object.values(node)) {
    const found = forbiddenIn(part);
    if (found) return found;
  }
  return null;
}
