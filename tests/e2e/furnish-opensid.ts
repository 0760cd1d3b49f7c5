import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { carryOpensid } from '../../src/lib/server/opensid/index.ts';
import { withVillage } from '../../src/lib/server/platform/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';
import { makeOpensidVillage } from '../opensid/opensid-village.ts';
import { mysqldump } from '../opensid/write-dump.ts';

/** Carries a small made-up dump over, one row of it refused; returns records that it left. */
export async function furnishOpensid(village: VillageContext): Promise<{
  carried: string;
  oldComplaint: string;
}> {
  const folder = mkdtempSync(join(tmpdir(), 'balai-opensid-'));
  try {
    const path = join(folder, 'cadangan-desa.sql');
    const code = village.regionCode.replaceAll('.', '');
    const tables = makeOpensidVillage({ count: 12, seed: 21, code });
    tables.tweb_penduduk!.rows[1]![2] = 'TANPA NAMA 1';
    writeFileSync(path, [...mysqldump(tables)].join(''));
    await carryOpensid(village, path);
  } finally {
    rmSync(folder, { recursive: true });
  }
  const first = (kind: string) =>
    withVillage(village.id, (tx) =>
      tx
        .selectFrom('carried_record')
        .select('id')
        .where('kind', '=', kind)
        .orderBy('on_date')
        .executeTakeFirstOrThrow(),
    );
  return { carried: (await first('article')).id, oldComplaint: (await first('complaint')).id };
}
