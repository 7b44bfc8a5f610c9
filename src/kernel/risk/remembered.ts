/** A pure function that works out its answer once for each object. The objects must not change any more. */
export function remembered<Key extends object, Answer>(work: (key: Key) => Answer): (key: Key) => Answer {
  const answers = new WeakMap<Key, Answer>();
  return (key) => {
    let answer = answers.get(key);
    if (answer === undefined) answers.set(key, (answer = work(key)));
    return answer;
  };
}
