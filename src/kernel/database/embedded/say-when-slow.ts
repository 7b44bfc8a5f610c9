import type { Log } from '../../log';

const SLOW_MS = 2_000;

/** Reports work that takes longer than two seconds, and again every five, until it is done. */
export const sayWhenSlow =
  (log: Log, what: string) =>
  async <Result>(work: Promise<Result>): Promise<Result> => {
    const started = performance.now();
    const say = () => log.info({ seconds: Math.round((performance.now() - started) / 1_000) }, `${what} …`);
    let timer = setTimeout(function again() {
      say();
      timer = setTimeout(again, 5_000);
    }, SLOW_MS);
    try {
      return await work;
    } finally {
      clearTimeout(timer);
    }
  };
