import { Refusal } from '#lib/domain/refusal.ts';
import { now, platform, storeFile, type VillageTx } from '#lib/server/platform/index.ts';
import { insertJob } from './import-store.ts';
import { type ImportVisitor, requireImporter } from './policy.ts';
import { sniffFile } from './reading/sniff-file.ts';
import { READING_LIMITS, UNREADABLE, UnreadableFile } from './reading/unreadable-file.ts';

/** A spreadsheet as it was sent. */
export interface SentSpreadsheet {
  name: string;
  bytes: Uint8Array;
}

/**
 * Takes a spreadsheet in, to be read in the background: nothing touches the register before
 * someone has seen what it would do and said yes.
 * @param options.background false where the caller reads it itself (command line)
 * @returns the import's id
 * @throws Refusal 'invalid' when it is no spreadsheet by its first bytes
 */
export async function startImport(
  tx: VillageTx,
  villageId: number,
  actor: ImportVisitor,
  file: SentSpreadsheet,
  options: { background: boolean } = { background: true },
): Promise<string> {
  requireImporter(actor);
  refuseOthers(file.bytes);
  const stored = await storeFile(tx, villageId, file.bytes, 'application/vnd.ms-excel');
  const jobId = await insertJob(tx, {
    villageId,
    fileId: stored.id,
    fileName: harmlessName(file.name),
    startedBy: actor.kind === 'staff' ? actor.staffId : null,
    at: now(),
  });
  if (options.background) {
    await platform().jobs.send(tx, 'import-read', { villageId, jobId });
  }
  return jobId;
}

function refuseOthers(bytes: Uint8Array): void {
  try {
    if (bytes.length > READING_LIMITS.fileBytes) throw new UnreadableFile(UNREADABLE.tooLarge);
    sniffFile(bytes);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    throw new Refusal('invalid', error.message, { berkas: error.message });
  }
}

function harmlessName(name: string): string {
  const base = name.replace(/^.*[\\/]/, '').replace(/[^\p{L}\p{N} ._()-]/gu, '');
  return base.trim().slice(-100) || 'penduduk.xlsx';
}
