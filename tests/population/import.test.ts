import { beforeAll, describe, expect, it } from 'vitest';
import { Refusal } from '../../src/lib/domain/refusal.ts';
import { platform, withVillage } from '../../src/lib/server/platform/index.ts';
import { carryOutImport } from '../../src/lib/server/population/carry-out-import.ts';
import type { RegisterRow } from '../../src/lib/server/population/columns.ts';
import { commitImport, dropImport } from '../../src/lib/server/population/commit-import.ts';
import {
  generatePeople,
  writeSpreadsheet,
} from '../../src/lib/server/population/generated/index.ts';
import { messUp } from '../../src/lib/server/population/generated/mess-up.ts';
import { findJob, findRows } from '../../src/lib/server/population/import-store.ts';
import { forgetOldImports, listImportRows } from '../../src/lib/server/population/index.ts';
import { writeRefused } from '../../src/lib/server/population/importing/write-refused.ts';
import { readImport } from '../../src/lib/server/population/read-import.ts';
import { resumeImports } from '../../src/lib/server/population/resume-imports.ts';
import { startImport } from '../../src/lib/server/population/start-import.ts';
import {
  makeResident,
  makeStaff,
  makeVillage,
  residentVisitor,
  staffVisitor,
} from '../factories.ts';
import { useWorld } from '../world.ts';
import { commitFile, importFile, previewFile, refusedRows, registerOf } from './import-helpers.ts';

const world = useWorld();

const people = [...generatePeople({ count: 400 })].map((row, index) =>
  row.kk_level === 4 && index % 50 === 3 ? { ...row, nik: '0' } : row,
);
const PERSON: RegisterRow = {
  nama: 'SITI AMINAH',
  nik: '5207026311800003',
  no_kk: '5207020102100004',
  sex: 2,
  tempatlahir: 'TALIWANG',
  tanggallahir: '23-11-1980',
  agama_id: 1,
  status_kawin: 2,
  kk_level: 1,
  dusun: 'BATU PUTIH',
  rw: '001',
  rt: '002',
  alamat: 'JL. PANTAI NO. 1',
};
const file = (...rows: RegisterRow[]) => writeSpreadsheet(rows);
const person = (changes: RegisterRow = {}): RegisterRow => ({ ...PERSON, ...changes });

let village: { id: number };
beforeAll(async () => {
  village = await makeVillage();
});

describe('a first import', () => {
  it('shows what it would do, and does nothing before the yes', async () => {
    const { jobId, job, counts } = await previewFile(village.id, writeSpreadsheet(people));
    expect(counts).toEqual({ new: 400, changed: 0, unchanged: 0, refused: 0, warned: 0 });
    expect(job).toMatchObject({ state: 'preview', rows_read: 400, file_id: null });
    expect(job.table_facts).toMatchObject({ sheetName: 'Data Penduduk', headerRow: 1 });
    expect(await registerOf(village.id)).toEqual([]);

    const done = await commitFile(village.id, jobId);
    expect(done).toMatchObject({ state: 'done', rows_total: 400, rows_done: 400, counts });
    expect(await registerOf(village.id)).toHaveLength(400);
  });

  it('puts everyone into family and place, each family under its head', async () => {
    const register = await registerOf(village.id);
    const byNik = new Map(register.map((row) => [row.nik, row]));
    for (const row of people.filter(({ nik }) => nik !== '0')) {
      expect(byNik.get(String(row.nik))).toMatchObject({
        name: row.nama,
        sex: row.sex,
        kk_number: row.no_kk,
        hamlet: row.dusun,
        rt: row.rt,
        relation: row.kk_level,
        occupation: row.pekerjaan_id,
        mother_name: row.nama_ibu,
      });
    }
    for (const resident of register.filter(
      ({ relation, basic_status }) => relation === 1 && basic_status === 1,
    )) {
      expect(resident.head_id).toBe(resident.id);
    }
  });

  it('gives temporary NIKs to those who have none', async () => {
    const expected = people.filter(({ nik }) => nik === '0').length;
    const temporary = (await registerOf(village.id)).filter((row) => row.nik_temporary);
    expect(temporary).toHaveLength(expected);
    expect(expected).toBeGreaterThan(0);
    expect(temporary.map(({ nik }) => nik.slice(-5))).toEqual(
      Array.from({ length: expected }, (_, index) => String(index + 1).padStart(5, '0')),
    );
  });

  it('keeps no copy of the good rows and none of the file', async () => {
    const left = await withVillage(village.id, (tx) =>
      tx.selectFrom('import_row').select('row_number').execute(),
    );
    expect(left).toEqual([]);
    const files = await withVillage(village.id, (tx) =>
      tx.selectFrom('stored_file').select('id').where('deleted_at', 'is', null).execute(),
    );
    expect(files).toEqual([]);
  });
});

describe('the same file again', () => {
  it('changes nothing, in whatever disorder it comes', async () => {
    const before = await registerOf(village.id);
    const again = await importFile(village.id, writeSpreadsheet(people));
    expect(again.counts).toMatchObject({ new: 0, changed: 0, unchanged: 400, refused: 0 });
    const messy = messUp(people, { every: 1_000 });
    const third = await importFile(village.id, writeSpreadsheet(messy.rows, messy.layout));
    expect(third.counts).toMatchObject({ new: 0, changed: 0, unchanged: 400, refused: 0 });
    expect(await registerOf(village.id)).toEqual(before);
  });
});

describe('a messy file', () => {
  it('all good rows go in; the refused come out, and go in once corrected', async () => {
    const { id } = await makeVillage();
    const messy = messUp(people, { every: 20 });
    expect(messy.spoiled).toBeGreaterThan(5);
    const { jobId, counts } = await importFile(id, writeSpreadsheet(messy.rows, messy.layout));
    expect(counts).toMatchObject({ new: 400 - messy.spoiled, refused: messy.spoiled });

    const refused = await refusedRows(id, jobId);
    expect(refused).toHaveLength(messy.spoiled);
    const stillWrong = await previewFile(id, await writeRefused(refused));
    expect(stillWrong.counts).toMatchObject({ new: 0, refused: messy.spoiled });

    const heading = (stillWrong.job.table_facts as { headerRow: number }).headerRow;
    expect(heading).toBe(1);
    // Whoever corrects them types what should have stood there.
    const corrected = refused.map(({ row, cells, problems }) => {
      const right = people[row - 5]!;
      const columns = problems.map(({ column }) => column);
      expect(columns).toHaveLength(1);
      return { row, cells: { ...cells, ...right }, problems };
    });
    const last = await importFile(id, await writeRefused(corrected));
    expect(last.counts).toMatchObject({ new: messy.spoiled, refused: 0 });
    expect((await registerOf(id)).map(({ name }) => name).sort()).toEqual(
      people.map(({ nama }) => nama).sort(),
    );
  });
});

describe('someone who is on the register already', () => {
  let id: number;
  beforeAll(async () => {
    ({ id } = await makeVillage());
    await importFile(id, file(person()));
  });
  const only = async () => (await registerOf(id))[0]!;

  it('is brought up to date, and the record says in which columns', async () => {
    const before = await only();
    const result = await importFile(
      id,
      file(person({ pekerjaan_id: 'Guru', alamat: 'JL. BARU 2' })),
    );
    expect(result.counts).toMatchObject({ new: 0, changed: 1 });
    expect(await only()).toMatchObject({ id: before.id, occupation: 65, address: 'JL. BARU 2' });
    const events = await withVillage(id, (tx) =>
      tx
        .selectFrom('audit_event')
        .selectAll()
        .where('action', 'like', 'population.%')
        .orderBy('seq', 'desc')
        .limit(2)
        .execute(),
    );
    expect(events).toMatchObject([
      {
        action: 'population.change',
        resident_id: before.id,
        actor_name: 'uji',
        details: { fields: ['address', 'occupation'], import: result.jobId },
      },
      { action: 'population.import', details: { file: 'warga.xlsx', changed: 1 } },
    ]);
  });

  it('loses nothing to blank cells and missing columns', async () => {
    const before = await only();
    const result = await importFile(id, file(person({ pekerjaan_id: '', alamat: '', dusun: '' })));
    expect(result.counts).toMatchObject({ unchanged: 1 });
    expect(await only()).toEqual(before);
  });

  it('moves to another family and place, and is no longer the old one’s head', async () => {
    const result = await importFile(
      id,
      file(person({ no_kk: '5207020102100009', rt: '003' }), {
        ...person({ nama: 'AHMAD', nik: '5207022311780001', sex: 1, kk_level: 4 }),
      }),
    );
    expect(result.counts).toMatchObject({ new: 1, changed: 1 });
    const families = await withVillage(id, (tx) =>
      tx.selectFrom('family').select(['kk_number', 'head_id']).orderBy('kk_number').execute(),
    );
    expect(families).toEqual([
      { kk_number: '5207020102100004', head_id: null },
      { kk_number: '5207020102100009', head_id: (await registerOf(id)).at(-1)!.id },
    ]);
  });

  it('hands the family over when a row of somebody else says that they are its head', async () => {
    const { id: other } = await makeVillage();
    const keys = [...Object.keys(PERSON), 'no_rtm', 'rtm_level'] as (keyof RegisterRow)[];
    const wide = (...rows: RegisterRow[]) =>
      writeSpreadsheet(rows, { headings: keys.map((key) => [key, key] as const) });
    const wife = person({ nama: 'WIWIN', nik: '5207026311820003', kk_level: 3 });
    const heir = person({ nama: 'AHMAD', nik: '5207022311990001', sex: 1, kk_level: 1 });
    await importFile(other, wide(person({ no_rtm: '001', rtm_level: 1 }), wife));
    const [former] = await registerOf(other);
    const result = await importFile(other, wide({ ...heir, no_rtm: '001', rtm_level: 1 }));
    expect(result.counts).toMatchObject({ new: 1, changed: 0 });
    const register = await registerOf(other);
    expect(register.map((one) => [one.name, one.relation, one.household_relation])).toEqual(
      expect.arrayContaining([
        ['SITI AMINAH', 9, 2],
        ['WIWIN', 3, null],
        ['AHMAD', 1, 1],
      ]),
    );
    const told = await withVillage(other, (tx) =>
      tx
        .selectFrom('audit_event')
        .select('details')
        .where('action', '=', 'population.change')
        .where('resident_id', '=', former!.id)
        .orderBy('seq')
        .execute(),
    );
    expect(told.map(({ details }) => details)).toMatchObject([
      { fields: ['relation'] },
      { fields: ['household_relation'] },
    ]);
    // The same file again finds nothing to do.
    const again = await importFile(other, wide({ ...heir, no_rtm: '001', rtm_level: 1 }));
    expect(again.counts).toMatchObject({ unchanged: 1 });
  });

  it('keeps the real NIK where a file has none, and trades the temporary one for it', async () => {
    const before = await registerOf(id);
    expect(
      (await importFile(id, file(person({ nik: 0, no_kk: 0, rt: '003' })))).counts,
    ).toMatchObject({
      unchanged: 1,
    });
    expect(await registerOf(id)).toEqual(before);

    const baby = person({ nama: 'BAYI', nik: 0, kk_level: 4, tanggallahir: '01-02-2026', sex: 1 });
    await importFile(id, file(baby));
    const born = (await registerOf(id)).find(({ name }) => name === 'BAYI')!;
    expect(born).toMatchObject({ nik_temporary: true });
    expect((await importFile(id, file(baby))).counts).toMatchObject({ unchanged: 1 });

    const registered = await importFile(id, file({ ...baby, nik: '5207020102260001' }));
    expect(registered.counts).toMatchObject({ new: 0, changed: 1 });
    expect((await registerOf(id)).filter(({ name }) => name === 'BAYI')).toMatchObject([
      { id: born.id, nik: '5207020102260001', nik_temporary: false },
    ]);
  });
});

describe('a sheet with a NIK and some columns', () => {
  const sheet = (keys: (keyof RegisterRow)[], ...rows: RegisterRow[]) =>
    writeSpreadsheet(rows, { headings: keys.map((key) => [key, key] as const) });
  const NIK = String(PERSON.nik);
  let id: number;
  beforeAll(async () => {
    ({ id } = await makeVillage());
    await importFile(id, file(person({ pekerjaan_id: 9, suku: 'SASAK' })));
  });

  it('changes only what it says, and refuses whom the register does not know', async () => {
    const [before] = await registerOf(id);
    const bytes = sheet(
      ['nik', 'pekerjaan_id', 'suku', 'telepon'],
      { nik: NIK, pekerjaan_id: 'Guru', suku: '-', telepon: '081234567890' },
      { nik: '5207026311800099', pekerjaan_id: 'Guru' },
    );
    const { jobId, job, counts } = await previewFile(id, bytes);
    expect(job.table_facts).toMatchObject({ onlyUpdates: true });
    expect(counts).toMatchObject({ new: 0, changed: 1, refused: 1 });
    const [refused] = await refusedRows(id, jobId);
    expect(refused).toMatchObject({ row: 3, cells: { nik: '5207026311800099' } });
    expect(refused!.problems[0]!.expected).toContain('NIK warga yang sudah terdaftar');
    await commitFile(id, jobId);
    expect(await registerOf(id)).toEqual([
      {
        ...before,
        occupation: 65,
        phone: '+6281234567890',
        updated_at: expect.anything() as unknown,
      },
    ]);
  });

  it('empties a field only where it says [hapus]', async () => {
    const bytes = sheet(['nik', 'suku', 'telepon'], { nik: NIK, suku: '[hapus]' });
    expect((await importFile(id, bytes)).counts).toMatchObject({ changed: 1 });
    expect((await registerOf(id))[0]).toMatchObject({ ethnicity: null, phone: '+6281234567890' });
  });

  it('refuses at the last moment who has gone from the register meanwhile', async () => {
    const gone = await makeResident(id, { nik: '5207026311800077' });
    const { jobId, counts } = await previewFile(
      id,
      sheet(['nik', 'suku'], { nik: gone.nik, suku: 'BALI' }),
    );
    expect(counts).toMatchObject({ changed: 1 });
    await withVillage(id, (tx) => tx.deleteFrom('resident').where('id', '=', gone.id).execute());
    const job = await commitFile(id, jobId);
    expect(job).toMatchObject({ state: 'done', counts: { changed: 0, refused: 1 } });
    expect(await refusedRows(id, jobId)).toMatchObject([{ cells: { suku: 'BALI' } }]);
  });

  it('puts residents into households, each under its head', async () => {
    await importFile(
      id,
      file(person({ nama: 'AHMAD', nik: '5207022311780001', sex: 1, kk_level: 4 })),
    );
    const bytes = sheet(
      ['nik', 'no_rtm', 'rtm_level', 'terdaftar_dtks'],
      { nik: NIK, no_rtm: 'R-1', rtm_level: 2, terdaftar_dtks: 1 },
      { nik: '5207022311780001', no_rtm: 'R-1', rtm_level: 1, terdaftar_dtks: 1 },
    );
    expect((await importFile(id, bytes)).counts).toMatchObject({ changed: 2 });
    const ahmad = (await registerOf(id)).find(({ name }) => name === 'AHMAD')!;
    const households = await withVillage(id, (tx) =>
      tx.selectFrom('household').select(['number', 'head_id', 'social_data']).execute(),
    );
    expect(households).toEqual([{ number: 'R-1', head_id: ahmad.id, social_data: true }]);
    expect((await importFile(id, bytes)).counts).toMatchObject({ changed: 0, unchanged: 2 });
    const twoHeads = sheet(
      ['nik', 'no_rtm', 'rtm_level'],
      { nik: NIK, no_rtm: 'R-1', rtm_level: 1 },
      { nik: '5207022311780001', no_rtm: 'R-1', rtm_level: 1 },
    );
    expect((await previewFile(id, twoHeads)).counts).toMatchObject({ refused: 1 });
    await importFile(
      id,
      sheet(['nik', 'no_rtm', 'rtm_level'], {
        nik: '5207022311780001',
        no_rtm: 'R-2',
        rtm_level: 1,
      }),
    );
    const moved = await withVillage(id, (tx) =>
      tx.selectFrom('household').select(['number', 'head_id']).orderBy('number').execute(),
    );
    expect(moved).toEqual([
      { number: 'R-1', head_id: null },
      { number: 'R-2', head_id: ahmad.id },
    ]);
  });
});

describe('an import that was cut short', () => {
  it('goes on where it stopped, also with two at work', async () => {
    const { id } = await makeVillage();
    const rows = [...generatePeople({ count: 5_000 })];
    const { jobId } = await previewFile(id, writeSpreadsheet(rows));
    // Read once more, as after a crash: the same rows.
    await withVillage(id, (tx) =>
      tx.updateTable('import_job').set({ state: 'reading' }).where('id', '=', jobId).execute(),
    );
    await readImport(id, jobId);
    await withVillage(id, async (tx) => {
      await tx
        .updateTable('import_job')
        .set({ state: 'preview' })
        .where('id', '=', jobId)
        .execute();
      await commitImport(tx, id, { kind: 'system', name: 'uji' }, jobId, { background: false });
    });
    await Promise.all([carryOutImport(id, jobId), carryOutImport(id, jobId)]);
    const job = await withVillage(id, (tx) => findJob(tx, jobId));
    expect(job).toMatchObject({ state: 'done', rows_done: 5_000, counts: { new: 5_000 } });
    expect(await registerOf(id)).toHaveLength(5_000);
  });

  it('is told to go on at the next start', async () => {
    const { id } = await makeVillage();
    const { jobId } = await previewFile(id, file(person()));
    await withVillage(id, (tx) =>
      commitImport(tx, id, { kind: 'system', name: 'uji' }, jobId, { background: false }),
    );
    await resumeImports(id);
    const waiting = await platform().database.pool.query(
      `select data->>'jobId' as job from pgboss.job where name = 'import-commit' and data->>'jobId' = $1`,
      [jobId],
    );
    expect(waiting.rows).toHaveLength(1);
  });

  it('says so when it stops, and goes on after', async () => {
    const { id } = await makeVillage();
    const taken = await makeResident(id, { nik: '5207026311800003', name: 'SITI AMINAH' });
    const { jobId } = await previewFile(id, file(person()));
    await withVillage(id, (tx) =>
      tx
        .updateTable('import_row')
        .set({ data: JSON.stringify({ nik: 'x' }) })
        .where('job_id', '=', jobId)
        .execute(),
    );
    expect(await commitFile(id, jobId)).toMatchObject({ state: 'failed', rows_done: 0 });
    const [row] = await withVillage(id, (tx) => findRows(tx, jobId, { limit: 1, offset: 0 }));
    expect(row).toBeDefined();
    await withVillage(id, (tx) =>
      tx
        .updateTable('import_row')
        .set({
          data: JSON.stringify({
            nik: taken.nik,
            nik_temporary: false,
            name: 'S',
            sex: 2,
            birth_date: '1980-11-23',
          }),
        })
        .where('job_id', '=', jobId)
        .execute(),
    );
    expect(await commitFile(id, jobId)).toMatchObject({ state: 'done', counts: { changed: 1 } });
  });
});

describe('who and when', () => {
  it('only officers with the right may import; residents and the others may not', async () => {
    const [operator, overseer, resident] = await Promise.all([
      makeStaff(village.id, ['operator']),
      makeStaff(village.id, ['overseer', 'editor']),
      makeResident(village.id),
    ]);
    const start = (actor: Parameters<typeof startImport>[2]) =>
      withVillage(village.id, (tx) =>
        startImport(tx, village.id, actor, { name: '../../x.xlsx', bytes: file(person()) }),
      );
    await expect(start(staffVisitor(overseer))).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(start(residentVisitor(resident))).rejects.toMatchObject({ kind: 'not-signed-in' });
    const jobId = await start(staffVisitor(operator));
    const job = await withVillage(village.id, (tx) => findJob(tx, jobId));
    expect(job).toMatchObject({ file_name: 'x.xlsx', started_by: operator.id, state: 'reading' });
    await readImport(village.id, jobId);
    await withVillage(village.id, (tx) => dropImport(tx, staffVisitor(operator), jobId));
  });

  it('a file that cannot be read ends with a sentence, and leaves nothing behind', async () => {
    await expect(previewFile(village.id, Buffer.from('%PDF-1.7'))).rejects.toThrow(Refusal);
    const { job } = await previewFile(village.id, writeSpreadsheet(people).subarray(0, 5_000));
    expect(job).toMatchObject({ state: 'failed', file_id: null });
    expect(job.failure).toContain('rusak');
    const empty = await previewFile(village.id, writeSpreadsheet([]));
    expect(empty.job.failure).toContain('Tidak ada baris');
  });

  it('is said yes to once, one at a time, and not after a no', async () => {
    const { id } = await makeVillage();
    const system = { kind: 'system', name: 'uji' } as const;
    const first = await previewFile(id, file(person()));
    const second = await previewFile(id, file(person()));
    const dropped = await previewFile(id, file(person()));
    const commit = (jobId: string) =>
      withVillage(id, (tx) => commitImport(tx, id, system, jobId, { background: false }));
    await withVillage(id, (tx) => dropImport(tx, system, dropped.jobId));
    await expect(commit(dropped.jobId)).rejects.toMatchObject({ kind: 'conflict' });
    await commit(first.jobId);
    await expect(commit(first.jobId)).rejects.toMatchObject({ kind: 'conflict' });
    await expect(commit(second.jobId)).rejects.toMatchObject({ kind: 'conflict' });
    await carryOutImport(id, first.jobId);
    // What it comes to is judged anew: the first import has brought the same person meanwhile.
    expect(second.counts).toMatchObject({ new: 1 });
    expect((await commitFile(id, second.jobId)).counts).toMatchObject({ new: 0, unchanged: 1 });
  });

  it('is forgotten after a month, if nobody said yes or corrected the refused rows', async () => {
    const { id } = await makeVillage();
    const waiting = await previewFile(id, file(person()));
    const refused = await importFile(id, file(person({ sex: 'X' }), person({ nik: 0 })));
    const rows = () =>
      withVillage(id, (tx) => tx.selectFrom('import_row').select('row_number').execute());
    await forgetOldImports(id);
    expect(await rows()).toHaveLength(2);
    world.clock.advance(31 * 86_400_000);
    await forgetOldImports(id);
    await forgetOldImports(id);
    expect(await rows()).toHaveLength(0);
    const [first, second, events] = await withVillage(id, async (tx) => [
      await findJob(tx, waiting.jobId),
      await findJob(tx, refused.jobId),
      await tx
        .selectFrom('audit_event')
        .select('details')
        .where('action', 'like', '%old-imports')
        .execute(),
    ]);
    expect([first?.state, second?.state]).toEqual(['dropped', 'done']);
    expect(events.map(({ details }) => details)).toEqual([{ count: 2 }]);
  });

  it('shows no whole number of anyone on screen', async () => {
    const { jobId } = await previewFile(village.id, file(person(), person()));
    const lines = await withVillage(village.id, (tx) =>
      listImportRows(tx, { kind: 'system', name: 'uji' }, jobId, 'refused', 1),
    );
    expect(lines[0]!.problems[0]).toMatchObject({ found: '5207••••••••0003' });
  });

  it('one village’s import is not there for another', async () => {
    const { jobId } = await previewFile(village.id, file(person()));
    const other = await makeVillage();
    await expect(commitFile(other.id, jobId)).rejects.toMatchObject({ kind: 'not-found' });
  });
});
