import { Pool } from 'undici';

/** One side of a comparison: a GraphQL endpoint that is already up. */
export interface Contender {
  name: string;
  url: string;
}

export interface Comparison {
  /** What is asked of every contender. */
  body: { query: string; variables: Record<string, unknown> };
  /** Throws when the answer is not right; run on the first answer of each turn. */
  check(answer: unknown): void;
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

/** Keeps every connection busy for a time; answers per second. */
async function turn(
  { url, name }: Contender,
  { body, check, connections = 20 }: Comparison,
  seconds: number,
) {
  const { origin, pathname: path } = new URL(url);
  const pool = new Pool(origin, { connections });
  const request = {
    path,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  } as const;
  const first = await pool.request(request);
  const answer = (await first.body.json()) as { errors?: unknown };
  if (answer.errors) throw new Error(`${name}: ${JSON.stringify(answer.errors).slice(0, 500)}`);
  check(answer);

  const began = performance.now();
  const end = began + seconds * 1000;
  let answers = 0;
  const busy = async () => {
    while (performance.now() < end) {
      await (await pool.request(request)).body.dump({ limit: 10_000_000 });
      answers++;
    }
  };
  await Promise.all(Array.from({ length: connections }, busy));
  const rate = answers / ((performance.now() - began) / 1000);
  await pool.close();
  return rate;
}

const median = (figures: number[]) => [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)]!;
