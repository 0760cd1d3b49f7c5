import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

let known: string | undefined;

/**
 * The folder that holds package.json and the files shipped beside the code (letter-types,
 * migrations). Found upwards from this module, so that it is the same from source and from
 * the built server, whatever the current directory.
 */
export function projectRoot(): string {
  if (known) return known;
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'letter-types'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('The folder letter-types was not found above the code.');
    folder = parent;
  }
  known = folder;
  return folder;
}
