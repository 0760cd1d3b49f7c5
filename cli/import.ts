import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { withVillage } from '../src/lib/server/platform/index.ts';
import {
  carryOutImport,
  commitImport,
  dropImport,
  findRefusedRows,
  getImport,
  listImportRows,
  readImport,
  startImport,
  writeRefusedFile,
} from '../src/lib/server/population/index.ts';
import { getCommandVillage, withPlatform } from './with-platform.ts';

const usage =
  'Usage: balai import penduduk FILE [--village HOST|CODE] [--preview] [--refused OUT.xlsx] [--json]';
const visitor = { kind: 'system', name: 'balai import' } as const;
const inline = { background: false };

/**
 * `balai import penduduk`: brings a population spreadsheet into the register, or with `--preview`
 * only says what it would do. Good rows go in, refused rows are told and, with `--refused`, written
 * out to be corrected. Exit code 1 when the file could not be read or the import stopped.
 */
export async function run(args: string[]): Promise<number> {
  if (args[0] === 'opensid') return (await import('./import-opensid.ts')).run(args.slice(1));
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      village: { type: 'string' },
      preview: { type: 'boolean', default: false },
      refused: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const [what, file] = positionals;
  if (what !== 'penduduk' || file === undefined) throw new Error(usage);
  const bytes = readFileSync(file);

  return withPlatform(async () => {
    const village = await getCommandVillage(values.village);
    const inVillage = <T>(work: Parameters<typeof withVillage<T>>[1]) =>
      withVillage(village.id, work);
    const id = await inVillage((tx) =>
      startImport(tx, village.id, visitor, { name: basename(file), bytes }, inline),
    );
    await readImport(village.id, id);
    const read = await inVillage((tx) => getImport(tx, visitor, id));
    if (read.state === 'preview' && !values.preview) {
      await inVillage((tx) => commitImport(tx, village.id, visitor, id, inline));
      await carryOutImport(village.id, id);
    }
    if (read.state === 'matching') {
      await inVillage((tx) => dropImport(tx, visitor, id));
      const headings = read.unmatched?.columns.map(({ heading }) => heading).join(', ');
      console.error(
        `Judul kolom berkas ini tidak dikenal: ${headings}. ` +
          'Kirim lewat halaman Impor Penduduk dan cocokkan kolomnya di sana.',
      );
      return 1;
    }
    const result = await inVillage((tx) => getImport(tx, visitor, id));
    const refused = await inVillage((tx) => listImportRows(tx, visitor, id, 'refused', 1));
    if (values.refused && result.counts.refused > 0) {
      const rows = await inVillage((tx) => findRefusedRows(tx, visitor, id, 1));
      writeFileSync(values.refused, await writeRefusedFile(rows));
    }
    if (read.state === 'preview' && values.preview) {
      await inVillage((tx) => dropImport(tx, visitor, id));
    }

    const failed = result.state === 'failed';
    if (values.json) {
      const { state, failure, counts, rowsRead } = result;
      console.log(
        JSON.stringify({ village: village.name, file, state, failure, rowsRead, ...counts }),
      );
    } else if (failed) {
      console.error(result.failure);
    } else {
      print(result.counts, values.preview, refused);
    }
    return failed ? 1 : 0;
  });
}

type Lines = Awaited<ReturnType<typeof listImportRows>>;

function print(
  counts: Record<'new' | 'changed' | 'unchanged' | 'refused' | 'warned', number>,
  preview: boolean,
  refused: Lines,
): void {
  console.log(
    [
      preview ? 'Pratinjau: belum ada yang dimasukkan.' : 'Selesai.',
      `  baru        ${counts.new}`,
      `  berubah     ${counts.changed}`,
      `  tetap       ${counts.unchanged}`,
      `  ditolak     ${counts.refused}`,
      `  dengan catatan ${counts.warned}`,
      ...refused.flatMap(({ problems }) =>
        problems.map(
          ({ row, column, found, expected }) =>
            `  baris ${row}, kolom ${column}: tertulis "${found}", seharusnya ${expected}`,
        ),
      ),
      ...(counts.refused > refused.length
        ? [`  … dan ${counts.refused - refused.length} baris lain (--refused menulis semuanya)`]
        : []),
    ].join('\n'),
  );
}
