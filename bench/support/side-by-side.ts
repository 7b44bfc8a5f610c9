import { Pool } from 'undici';

/** One side of a comparison: a GraphQL endpoint that is already up. */
export interface Contender {
  name: string;
  url: string;
}

/** What is asked of every contender. */
export interface Ask {
  query: string;
  variables: Record<string, unknown>;
}

export interface Comparison {
  /** Asked one after the other, over and over, across all connections. */
  asks: readonly Ask[];
  /** Throws when the answer to this ask is not right; run on one answer to each ask in each turn. */
  check(answer: unknown, ask: Ask): void;
  /** @default 20 */
  connections?: number;
  /** @default 5 */
  rounds?: number;
  /** Length of one turn. @default 4 */
  seconds?: number;
}

/** Requests per second of each contender: measured in turn (A B A B …) after a warm-up turn each; the median of the rounds. */
export async function sideBySide(
  contenders: readonly Contender[],
  comparison: Comparison,
): Promise<Map<string, number>> {
  const { rounds = 5, seconds = 4 } = comparison;
  const rates = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  for (const contender of contenders) await turn(contender, comparison, Math.min(seconds, 2));
  for (let round = 0; round < rounds; round++)
    for (const contender of contenders)
      rates.get(contender.name)!.push(await turn(contender, comparison, seconds));
  return new Map([...rates].map(([name, figures]) => [name, median(figures)]));
}

/** Keeps every connection busy for a time; answers per second. An answer unlike the one that was checked, in status or length, ends it. */
async function turn(
  { url, name }: Contender,
  { asks, check, connections = 20 }: Comparison,
  seconds: number,
): Promise<number> {
  const { origin, pathname: path } = new URL(url);
  const pool = new Pool(origin, { connections });
  const headers = { 'content-type': 'application/json' };
  const post = (body: string) => pool.request({ path, method: 'POST', headers, body });
  const checked: { body: string; length: unknown }[] = [];
  for (const ask of asks) {
    const body = JSON.stringify(ask);
    const answer = await post(body);
    check(await answer.body.json(), ask);
    checked.push({ body, length: answer.headers['content-length'] });
  }

  const began = performance.now();
  const end = began + seconds * 1000;
  let [asked, answers] = [0, 0];
  const busy = async () => {
    while (performance.now() < end) {
      const { body: sent, length } = checked[asked++ % checked.length]!;
      const { statusCode, headers: said, body } = await post(sent);
      await body.dump({ limit: 10_000_000 });
      if (statusCode !== 200 || said['content-length'] !== length)
        throw new Error(`${name}: an answer of status ${statusCode} and another length than the one checked`);
      answers++;
    }
  };
  await Promise.all(Array.from({ length: connections }, busy));
  const rate = answers / ((performance.now() - began) / 1000);
  await pool.close();
  return rate;
}

const median = (figures: number[]) => [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)]!;
