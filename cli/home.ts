import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Balai's own folder, wherever it was called from. */
export const home = resolve(dirname(fileURLToPath(import.meta.url)), '..');
