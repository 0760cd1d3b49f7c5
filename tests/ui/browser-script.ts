import path from 'node:path';
import { build } from 'vite';

/** One of the browser's scripts (`balai`, `kantor`) as one classic script, as the app serves it. */
export async function browserScript(name: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      rolldownOptions: {
        input: path.resolve(import.meta.dirname, `../../src/lib/ui/browser/${name}.ts`),
        output: { format: 'iife' },
      },
    },
  });
  if (!('output' in built)) throw new Error(`${name} was not built at once.`);
  return built.output[0].code;
}
