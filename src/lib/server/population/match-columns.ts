import { Refusal } from '#lib/domain/refusal.ts';
import { now, platform, type VillageTx } from '#lib/server/platform/index.ts';
import { ALL_COLUMNS, type ColumnKey, columnTitle } from './columns.ts';
import { lockJob, updateJob } from './import-store.ts';
import { keepMatching } from './importing/matching-store.ts';
import type { TableFacts } from './importing/staged-row.ts';
import { type ImportVisitor, requireImporter } from './policy.ts';

/** What a column can be: our columns by key and words, those first that a register cannot do without. */
export const columnChoices: readonly { value: ColumnKey; label: string }[] = ALL_COLUMNS.map(
  (key) => ({ value: key, label: columnTitle(key) }),
).sort((a, b) => a.label.localeCompare(b.label, 'id'));

/**
 * Takes what someone said of the columns of a file: it is read on accordingly, and a file with the
 * same headings starts from it the next time.
 * @param choices our column under each heading, '' for one that is passed over
 * @throws Refusal 'invalid' with a message per field `kolom-N` when no column has the NIK, or two are
 *   the same; 'conflict' when the file does not wait for it
 */
export async function matchColumns(
  tx: VillageTx,
  villageId: number,
  actor: ImportVisitor,
  jobId: string,
  choices: readonly string[],
): Promise<void> {
  requireImporter(actor);
  const job = await lockJob(tx, jobId);
  if (!job) throw new Refusal('not-found', 'Impor ini tidak ditemukan.');
  const { unmatched } = job.table_facts as Partial<TableFacts>;
  if (job.state !== 'matching' || !unmatched) {
    throw new Refusal(
      'conflict',
      'Berkas ini tidak sedang menunggu pencocokan. Muat ulang halaman.',
    );
  }
  const columns = unmatched.columns.map((_, index) => readChoice(choices[index]));
  refuseUnlessClear(
    columns,
    unmatched.columns.map(({ heading }) => heading),
  );
  const headings = unmatched.columns.map(({ heading }) => heading);
  const { sheetName, headerRow } = unmatched;
  await keepMatching(tx, { villageId, headings, columns, at: now() });
  // The samples are not needed any more.
  await updateJob(tx, jobId, {
    state: 'reading',
    tableFacts: {},
    matching: { sheetName, headerRow, columns, headings },
  });
  await platform().jobs.send(tx, 'import-read', { villageId, jobId });
}

const readChoice = (choice: string | undefined): ColumnKey | null =>
  ALL_COLUMNS.find((key) => key === choice) ?? null;

function refuseUnlessClear(
  columns: readonly (ColumnKey | null)[],
  headings: readonly string[],
): void {
  const fields: Record<string, string> = {};
  for (const [index, key] of columns.entries()) {
    const first = key ? columns.indexOf(key) : index;
    if (key && first !== index) {
      fields[`kolom-${index}`] =
        `${columnTitle(key)} sudah dipilih untuk kolom "${headings[first]}". Pilih yang lain.`;
    }
  }
  if (!columns.includes('nik')) {
    fields['kolom-0'] ??= 'Pilih satu kolom sebagai NIK: tanpa itu warga tidak dapat dikenali.';
  } else if (columns.filter(Boolean).length < 2) {
    fields['kolom-0'] ??= 'Pilih paling sedikit satu kolom lain selain NIK.';
  }
  if (Object.keys(fields).length > 0) {
    throw new Refusal('invalid', 'Periksa kembali pilihan kolomnya.', fields);
  }
}
