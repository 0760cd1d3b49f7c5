import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  type CarriedImport,
  type CarriedTable,
  carryOpensid,
  listRefusedSources,
  type RefusedSource,
  UnreadableDump,
} from '../src/lib/server/opensid/index.ts';
import { withVillage } from '../src/lib/server/platform/index.ts';
import { getCommandVillage, withPlatform } from './with-platform.ts';

const usage =
  'Usage: balai import opensid FILE.sql|.sql.gz|.zip [--village HOST|CODE] [--config-id N] [--other-code] [--json]';

const commandLine = { kind: 'system', name: 'balai import opensid' } as const;

/**
 * `balai import opensid`: carries a whole OpenSID database dump over into a village. Stopped at any
 * moment, the same command goes on; run again, it changes only what differs. Exit code 1 when the
 * file could not be read.
 */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      village: { type: 'string' },
      'config-id': { type: 'string' },
      'other-code': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const [file, more] = positionals;
  const configId = values['config-id'];
  if (file === undefined || more !== undefined || (configId && !/^\d{1,9}$/.test(configId))) {
    throw new Error(usage);
  }
  if (!existsSync(file)) throw new Error(`Berkas ${file} tidak ada.`);
  return withPlatform(async () => {
    const village = await getCommandVillage(values.village);
    try {
      const done = await carryOpensid(village, file, {
        configId: configId === undefined ? undefined : Number(configId),
        otherCode: values['other-code'],
        onProgress: values.json ? undefined : showProgress(),
      });
      clearProgress();
      const refused = await withVillage(village.id, (tx) =>
        listRefusedSources(tx, commandLine, done.id, 1),
      );
      if (values.json)
        console.log(JSON.stringify({ village: village.name, file, ...done, refusals: refused }));
      else print(done, refused);
      return 0;
    } catch (error) {
      clearProgress();
      if (!(error instanceof UnreadableDump)) throw error;
      if (values.json)
        console.log(JSON.stringify({ file, state: 'failed', failure: error.message }));
      else console.error(error.message);
      return 1;
    }
  });
}

const terminal = process.stderr;

/** One line that is written over on a terminal; elsewhere a line for each new thing that is done. */
function showProgress(): (progress: { title: string; part: number }) => void {
  let last = '';
  return ({ title, part }) => {
    const line = `${title} … ${Math.floor(part * 100)} %`;
    if (terminal.isTTY) {
      if (line !== last) terminal.write(`\r\x1b[K${line}`);
    } else if (!last.startsWith(title)) terminal.write(`${title} …\n`);
    last = line;
  };
}

function clearProgress(): void {
  if (terminal.isTTY) terminal.write('\r\x1b[K');
}

const figure = (value: number): string => value.toLocaleString('id-ID');

function print(done: CarriedImport, refused: readonly RefusedSource[]): void {
  const told = done.tables.filter(({ fate }) => fate === 'over' || fate === 'kept');
  const left = done.tables.filter(({ fate }) => fate === 'left');
  const columns = ['dibaca', 'baru', 'berubah', 'tetap', 'ditolak', 'tinggal'];
  const row = (title: string, cells: readonly string[]) =>
    `  ${title.padEnd(28)}${cells.map((cell) => cell.padStart(9)).join('')}`;
  const numbers = (one: CarriedTable) =>
    [one.read, one.new, one.changed, one.unchanged, one.refused, one.left].map(figure);
  console.log(
    [
      `Selesai: ${done.villageName}, OpenSID ${done.version ?? 'tanpa keterangan versi'}.`,
      row('', columns),
      ...told.flatMap((one) => [
        row(one.title, numbers(one)),
        ...one.notes.map((note) => `      ${note}`),
        ...(one.secondHeads ?? []).map(
          ({ kind, number, head, name }) =>
            `        ${kind === 'family' ? 'KK' : 'Rumah tangga'} ${number}: kepala ${head}, bukan ${name}`,
        ),
      ]),
      ...(left.length > 0 ? ['Tidak dipindahkan:'] : []),
      ...left.map((one) => `  ${one.table} (${figure(one.read)} baris): ${one.notes.join(' ')}`),
      ...(done.villages > 1 ? ['  Jumlah baris ini dari semua desa di dalam cadangan.'] : []),
      ...(refused.length > 0 ? ['Ditolak:'] : []),
      ...refused.map(
        ({ table, id, label, reasons }) =>
          `  ${table} ${id}${label && ` ${label}`}: ${reasons.join('; ')}`,
      ),
      ...(done.refused > refused.length
        ? [
            `  … dan ${figure(done.refused - refused.length)} lagi, di kantor: Impor dan ekspor, Dari OpenSID.`,
          ]
        : []),
    ].join('\n'),
  );
}
