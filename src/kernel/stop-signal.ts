const LOOK_EVERY_MS = 250;

/**
 * Resolves with why the process is to stop: SIGINT or SIGTERM, or that the shell of `npm start` is gone. npm passes
 * SIGTERM to that shell alone, which ends without a word to what it runs.
 */
export function stopSignal(env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
    if (env.npm_lifecycle_event !== 'start') return;
    const shell = process.ppid;
    const look = setInterval(() => {
      if (process.ppid === shell) return;
      clearInterval(look);
      resolve('npm was stopped');
    }, LOOK_EVERY_MS);
    look.unref();
  });
}
