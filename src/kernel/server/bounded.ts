/** A map that forgets its oldest entry when it is full. */
export function createBounded<Value>(most: number) {
  const entries = new Map<string, Value>();
  return {
    get: (key: string): Value | undefined => entries.get(key),
    set(key: string, value: Value) {
      const oldest = entries.keys().next();
      if (entries.size >= most && !oldest.done) entries.delete(oldest.value);
      entries.set(key, value);
    },
    delete: (key: string): boolean => entries.delete(key),
  };
}
