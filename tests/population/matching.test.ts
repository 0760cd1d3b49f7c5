import { beforeAll, expect, it } from 'vitest';
import type { RegisterRow } from '../../src/lib/server/population/columns.ts';
import {
  generatePeople,
  writeSpreadsheet,
} from '../../src/lib/server/population/generated/index.ts';
import { withVillage } from '../../src/lib/server/platform/index.ts';
import {
  dropImport,
  forgetOldImports,
  getImport,
  matchColumns,
} from '../../src/lib/server/population/index.ts';
import { readImport } from '../../src/lib/server/population/read-import.ts';
import { makeVillage } from '../factories.ts';
import { useWorld } from '../world.ts';
import { commitFile, previewFile, registerOf } from './import-helpers.ts';

const world = useWorld();
const here = { kind: 'system', name: 'uji' } as const;
const people = [...generatePeople({ count: 30 })];

const KEYS = ['nik', 'no_kk', 'nama', 'sex', 'tanggallahir', 'agama_id'] as const;
const HEADINGS = ['Nomor Penduduk', 'Kartu', 'Warga', 'L atau P', 'Lahir', 'Iman'];
/** As a program of somebody's would write it: its own headings, semicolons, Windows letters. */
const csv = (rows: readonly RegisterRow[], headings = HEADINGS) =>
  Buffer.from(
    [headings, ...rows.map((row) => KEYS.map((key) => String(row[key] ?? '')))]
      .map((cells) => cells.join(';'))
      .join('\r\n'),
    'latin1',
  );

let village: { id: number };
beforeAll(async () => {
  village = await makeVillage();
});

const view = (id: string) => withVillage(village.id, (tx) => getImport(tx, here, id));
const match = (id: string, choices: readonly string[]) =>
  withVillage(village.id, (tx) => matchColumns(tx, village.id, here, id, choices));

it('a file with headings of its own waits for someone to match them, and goes in then', async () => {
  const { jobId, job } = await previewFile(village.id, csv(people));
  expect(job.state).toBe('matching');
  const { unmatched } = await view(jobId);
  expect(unmatched).toMatchObject({ sheetName: 'CSV', headerRow: 1 });
  expect(unmatched!.columns.map(({ heading }) => heading)).toEqual(HEADINGS);
  expect(unmatched!.columns.slice(0, 3).map(({ guess }) => guess)).toEqual([
    'nik',
    'no_kk',
    'nama',
  ]);
  expect(unmatched!.columns[1]!.samples[0]).toMatch(/^\d{4}•{8}\d{4}$/);
  expect(JSON.stringify(job.table_facts)).not.toContain(String(people[0]!.no_kk));

  await expect(match(jobId, ['nama', 'no_kk', 'nama'])).rejects.toMatchObject({
    kind: 'invalid',
    fields: {
      'kolom-0': expect.stringContaining('NIK') as unknown,
      'kolom-2': expect.stringContaining('sudah dipilih untuk kolom "Nomor Penduduk"') as unknown,
    },
  });
  await expect(match(jobId, ['nik'])).rejects.toMatchObject({ kind: 'invalid' });

  await match(jobId, KEYS);
  await readImport(village.id, jobId);
  expect(await view(jobId)).toMatchObject({
    state: 'preview',
    counts: { new: 30, refused: 0 },
    onlyUpdates: false,
    unmatched: undefined,
  });
  await expect(match(jobId, KEYS)).rejects.toMatchObject({ kind: 'conflict' });
  await commitFile(village.id, jobId);
  expect(await registerOf(village.id)).toHaveLength(30);
});

it('the same headings start from what was said the last time', async () => {
  const { jobId } = await previewFile(village.id, csv(people.slice(0, 2)));
  const { unmatched } = await view(jobId);
  expect(unmatched!.columns.map(({ guess }) => guess)).toEqual(KEYS);
  await withVillage(village.id, (tx) => dropImport(tx, here, jobId));
  const files = await withVillage(village.id, (tx) =>
    tx.selectFrom('stored_file').select('id').where('deleted_at', 'is', null).execute(),
  );
  expect(files).toEqual([]);
  expect((await view(jobId)).state).toBe('dropped');
});

it('a CSV or workbook with known headings needs no matching, one without headings is matched', async () => {
  const known = await previewFile(village.id, csv(people, [...KEYS]));
  expect(known.job.state).toBe('preview');
  const bare = csv(people).toString('latin1').split('\r\n').slice(1).join('\n');
  const { jobId } = await previewFile(village.id, Buffer.from(bare));
  const { unmatched } = await view(jobId);
  expect(unmatched).toMatchObject({ headerRow: 0 });
  await match(jobId, KEYS);
  await readImport(village.id, jobId);
  expect((await view(jobId)).counts).toMatchObject({ unchanged: 30, new: 0 });

  const workbook = writeSpreadsheet(people.slice(0, 3), {
    headings: HEADINGS.map((heading, index) => [heading, KEYS[index]] as const),
    above: [['DAFTAR WARGA']],
  });
  const excel = await previewFile(village.id, workbook);
  expect(excel.job.state).toBe('matching');
  expect((await view(excel.jobId)).unmatched).toMatchObject({ headerRow: 2 });
});

it('a file that nobody matches is forgotten after a month', async () => {
  const { jobId } = await previewFile(village.id, csv(people, [...HEADINGS].reverse()));
  world.clock.advance(31 * 86_400_000);
  await forgetOldImports(village.id);
  expect((await view(jobId)).state).toBe('dropped');
  const files = await withVillage(village.id, (tx) =>
    tx.selectFrom('stored_file').select('id').where('deleted_at', 'is', null).execute(),
  );
  expect(files).toEqual([]);
});
