import { readFileSync } from 'node:fs';
import { join } from 'node:path';

test('no command waits for a script that npm leaves out where ignore-scripts is set', () => {
  const { scripts } = JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const names = Object.keys(scripts);
  expect(names.filter((name) => names.some((of) => name === `pre${of}` || name === `post${of}`))).toEqual([]);
  for (const name of ['start', 'test', 'test:services', 'check', 'hub', 'bench'])
    expect(scripts[name]).toMatch(/^node scripts\/setup\.mjs && /);
});
