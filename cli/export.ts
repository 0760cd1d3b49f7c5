import { once } from 'node:events';
import { createWriteStream, rmSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { withVillage } from '../src/lib/server/platform/index.ts';
import { exportResidents } from '../src/lib/server/population/index.ts';
import { getCommandVillage, withPlatform } from './with-platform.ts';

const usage =
  'Usage: balai export penduduk FILE.xlsx [--village HOST|CODE] [--masked] [--reason WHY]';
const visitor = { kind: 'system', name: 'balai export' } as const;

/**
 * `balai export penduduk`: writes the whole register as a spreadsheet that an import takes back
 * without loss, or with `--masked` one without whole numbers. The file holds personal data and is
 * readable by its owner only; it must not exist yet.
 */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      village: { type: 'string' },
      masked: { type: 'boolean', default: false },
      reason: { type: 'string', default: 'Ekspor dari server desa' },
    },
  });
  const [what, path] = positionals;
  if (what !== 'penduduk' || path === undefined) throw new Error(usage);

  return withPlatform(async () => {
    const village = await getCommandVillage(values.village);
    const file = createWriteStream(path, { flags: 'wx', mode: 0o600 });
    await once(file, 'open');
    try {
      const count = await withVillage(village.id, (tx) =>
        exportResidents(
          tx,
          village.id,
          visitor,
          { numbers: values.masked ? 'masked' : 'full', reason: values.reason },
          async (piece) => {
            if (!file.write(piece)) await once(file, 'drain');
          },
        ),
      );
      file.end();
      await finished(file);
      console.log(`${count} warga ditulis ke ${path}.`);
      return 0;
    } catch (error) {
      file.destroy();
      rmSync(path, { force: true });
      throw error;
    }
  });
}
