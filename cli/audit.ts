import { parseArgs } from 'node:util';
import { verifyChain } from '../src/lib/server/audit/index.ts';
import { findVillageIds, getVillage } from '../src/lib/server/villages/index.ts';
import { getCommandVillage, withPlatform } from './with-platform.ts';

const reasons = {
  missing: 'is missing',
  changed: 'was changed after it was written',
  unlinked: 'does not follow from the row before it',
  'cut-off': 'and all after it were cut off',
  'forged-checkpoint': 'has a checkpoint that this installation did not seal',
} as const;

/** `balai audit verify`: walks the chains; exit code 1 and the first broken row if one is. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { village: { type: 'string' }, json: { type: 'boolean' } },
  });
  if (positionals[0] !== 'verify')
    throw new Error('Usage: balai audit verify [--village HOST] [--json]');
  return withPlatform(async () => {
    const ids = values.village
      ? [(await getCommandVillage(values.village)).id]
      : await findVillageIds();
    let exitCode = 0;
    for (const id of ids) {
      const { kind, name } = await getVillage(id);
      const report = await verifyChain(id);
      if (!report.ok) exitCode = 1;
      if (values.json) console.log(JSON.stringify({ village: name, ...report }));
      else if (report.ok) console.log(`${kind} ${name}: ${report.events} events, unbroken`);
      else
        console.log(`${kind} ${name}: row ${report.broken.seq} ${reasons[report.broken.reason]}`);
    }
    return exitCode;
  });
}
