import { withVillage } from '../../src/lib/server/platform/index.ts';
import { carryOutImport } from '../../src/lib/server/population/carry-out-import.ts';
import { commitImport } from '../../src/lib/server/population/commit-import.ts';
import { countRows, findJob, findRows } from '../../src/lib/server/population/import-store.ts';
import type { RegisterRow } from '../../src/lib/server/population/columns.ts';
import type { RowProblem } from '../../src/lib/server/population/importing/register-entry.ts';
import type { ImportVisitor } from '../../src/lib/server/population/policy.ts';
import { readImport } from '../../src/lib/server/population/read-import.ts';
import { startImport } from '../../src/lib/server/population/start-import.ts';

const here: ImportVisitor = { kind: 'system', name: 'uji' };

/** Takes a spreadsheet in and reads it; nothing is in the register yet. */
export async function previewFile(villageId: number, bytes: Uint8Array, actor = here) {
  const jobId = await withVillage(villageId, (tx) =>
    startImport(tx, villageId, actor, { name: 'warga.xlsx', bytes }, { background: false }),
  );
  await readImport(villageId, jobId);
  const [job, counts] = await withVillage(villageId, async (tx) => [
    await findJob(tx, jobId),
    await countRows(tx, jobId),
  ]);
  return { jobId, job: job!, counts };
}

/** Says yes to it and waits until it is done. */
export async function commitFile(villageId: number, jobId: string, actor = here) {
  await withVillage(villageId, (tx) =>
    commitImport(tx, villageId, actor, jobId, { background: false }),
  );
  await carryOutImport(villageId, jobId);
  return (await withVillage(villageId, (tx) => findJob(tx, jobId)))!;
}

/** Both at once; what it came to. */
export async function importFile(villageId: number, bytes: Uint8Array, actor = here) {
  const { jobId } = await previewFile(villageId, bytes, actor);
  const job = await commitFile(villageId, jobId, actor);
  return { jobId, job, counts: job.counts as Record<string, number> };
}

/** The refused rows of an import. */
export async function refusedRows(villageId: number, jobId: string) {
  const rows = await withVillage(villageId, (tx) =>
    findRows(tx, jobId, { kind: 'refused', limit: 10_000, offset: 0 }),
  );
  return rows.map((row) => ({
    row: row.row_number,
    cells: row.data as RegisterRow,
    problems: row.problems as unknown as RowProblem[],
  }));
}

/** The register as it stands, by NIK: residents with family and place, without what changes by itself. */
export async function registerOf(villageId: number) {
  return withVillage(villageId, async (tx) => {
    const rows = await tx
      .selectFrom('resident as r')
      .leftJoin('family as f', (j) =>
        j.onRef('f.village_id', '=', 'r.village_id').onRef('f.id', '=', 'r.family_id'),
      )
      .leftJoin('area as a', (j) =>
        j.onRef('a.village_id', '=', 'r.village_id').onRef('a.id', '=', 'r.area_id'),
      )
      .selectAll('r')
      .select(['f.kk_number', 'f.head_id', 'a.hamlet', 'a.rw', 'a.rt'])
      .orderBy('r.nik')
      .execute();
    return rows;
  });
}
