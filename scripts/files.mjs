import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Every file below the given paths (files or folders) of `root`, as paths from there. */
export function filesBelow(root, paths) {
  return paths
    .filter((path) => existsSync(join(root, path)))
    .flatMap((path) => {
      if (!statSync(join(root, path)).isDirectory()) return [path];
      const names = readdirSync(join(root, path)).sort();
      return filesBelow(
        root,
        names.map((name) => join(path, name)),
      );
    });
}

/** Changes when a file comes, goes, or is written. */
export function fingerprint(root, paths) {
  const hash = createHash('sha256');
  for (const path of filesBelow(root, paths)) {
    const { size, mtimeMs } = statSync(join(root, path));
    hash.update(`${path}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}
