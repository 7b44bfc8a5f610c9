import { existsSync } from 'node:fs';

const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A Chromium of this machine; null, said on stderr, where there is none: tests in a browser are left out then. */
export function browserPath(): string | null {
  const path = PATHS.find((one) => existsSync(one)) ?? null;
  if (!path) process.stderr.write('tests in a browser are left out: there is no Chromium on this machine\n');
  return path;
}
