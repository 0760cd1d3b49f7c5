import { Refusal } from '#lib/domain/refusal.ts';
import type { Actor, StaffVisitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { dropStoredFile, now, platform, type VillageTx } from '#lib/server/platform/index.ts';
import { countRows, dropAllRows, findUnfinishedJobs, lockJob, updateJob } from './import-store.ts';
import { type ImportVisitor, requireImporter } from './policy.ts';

/**
 * Says yes to an import: its good rows go into the register in the background. Also goes on with
 * one that stopped half-way.
 * @throws Refusal 'conflict' when it is not waiting for a yes, or another one is under way
 */
export async function commitImport(
  tx: VillageTx,
  villageId: number,
  actor: ImportVisitor,
  jobId: string,
  options: { background: boolean } = { background: true },
): Promise<void> {
  requireImporter(actor);
  const job = await getLockedJob(tx, jobId);
  const counts = await countRows(tx, jobId);
  const good = counts.new + counts.changed + counts.unchanged;
  const stopped = job.state === 'failed' && good > 0;
  if (job.state !== 'preview' && !stopped) {
    throw new Refusal(
      'conflict',
      'Impor ini tidak sedang menunggu persetujuan. Muat ulang halaman.',
    );
  }
  const others = await findUnfinishedJobs(tx);
  if (others.some(({ state }) => state === 'committing')) {
    throw new Refusal(
      'conflict',
      'Impor lain sedang berjalan. Tunggu sampai selesai, lalu coba lagi.',
    );
  }
  await updateJob(tx, jobId, {
    state: 'committing',
    failure: null,
    committedBy: auditActor(actor),
    // From here on the counts say what has gone in so far; one that stopped goes on counting.
    ...(!stopped && {
      rowsTotal: good,
      counts: { ...counts, new: 0, changed: 0, unchanged: 0 },
    }),
  });
  await recordEvent(tx, villageId, actor, {
    action: 'population.import',
    subjectKind: 'import',
    subjectId: jobId,
    details: { file: job.file_name, ...counts },
  });
  if (options.background) {
    await platform().jobs.send(tx, 'import-commit', { villageId, jobId });
  }
}

/**
 * Says no: the rows put aside are forgotten and the register stays as it was.
 * @throws Refusal 'conflict' once it is being put into the register
 */
export async function dropImport(
  tx: VillageTx,
  actor: ImportVisitor,
  jobId: string,
): Promise<void> {
  requireImporter(actor);
  const job = await getLockedJob(tx, jobId);
  if (job.state !== 'preview' && job.state !== 'matching') {
    throw new Refusal('conflict', 'Impor ini sudah tidak bisa dibatalkan. Muat ulang halaman.');
  }
  await dropAllRows(tx, jobId);
  const ended = { state: 'dropped' as const, finishedAt: now() };
  if (job.file_id) await dropStoredFile(tx, job.file_id);
  await updateJob(tx, jobId, { ...ended, fileId: null, ...(job.file_id && { tableFacts: {} }) });
}

async function getLockedJob(tx: VillageTx, jobId: string) {
  const job = await lockJob(tx, jobId);
  if (!job) throw new Refusal('not-found', 'Impor ini tidak ditemukan.');
  return job;
}

/** As much of the officer as the audit trail names. */
function auditActor(actor: StaffVisitor | { kind: 'system'; name: string }): Actor {
  return actor.kind === 'system'
    ? actor
    : { kind: actor.kind, staffId: actor.staffId, name: actor.name, position: actor.position };
}
