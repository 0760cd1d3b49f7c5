import { offeredUntil } from '#lib/domain/papers.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { RequestStatus } from '#lib/domain/request-status.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { dropStoredFile, readStoredFile, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { requireResident } from '../policy.ts';
import { typeOf } from '../request-context.ts';
import { findFilesOf, findOpenUses, lockFiles, type OwnFileRow } from './paper-store.ts';

/** A file that the village keeps for the visitor (*Berkas saya*). */
export interface OwnPaper {
  id: string;
  /** "Kartu Keluarga (KK)" */
  label: string;
  fileName: string;
  bytes: number;
  takenAt: Date;
  /** For what it was brought. */
  letter: string;
  reference: string;
  /** Until when it is offered again; undefined for what is good for its own request only. */
  offeredUntil: Date | undefined;
  /** When it is deleted by itself; undefined while its request is under way. */
  keptUntil: Date | undefined;
  /** References of requests under way that need it. */
  inUse: string[];
  /** Whether the visitor may have it deleted now. */
  removable: boolean;
}

const day = 24 * 60 * 60_000;
const finished: readonly RequestStatus[] = ['approved', 'rejected', 'cancelled', 'withdrawn'];
const isOver = (status: string) => finished.includes(status as RequestStatus);

/** All files that the visitor brought, or that are about them, newest first. */
export async function listOwnPapers(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
): Promise<OwnPaper[]> {
  requireResident(visitor);
  const rows = await findFilesOf(tx, visitor.residentId);
  const uses = await findOpenUses(
    tx,
    rows.map((row) => row.file_id),
  );
  return rows.map((row) => {
    const type = typeOf(row);
    const inUse = uses
      .filter(({ file_id }) => file_id === row.file_id)
      .map(({ reference }) => reference ?? 'draf');
    return {
      id: row.id,
      label: type.requirements.find(({ key }) => key === row.requirement)?.label ?? row.requirement,
      fileName: row.file_name,
      bytes: row.bytes,
      takenAt: row.taken_at,
      letter: type.name,
      reference: row.reference ?? '',
      offeredUntil: row.paper ? offeredUntil(row.paper, row.taken_at) : undefined,
      keptUntil: isOver(row.status)
        ? new Date(row.updated_at.getTime() + village.uploadRetentionDays * day)
        : undefined,
      inUse,
      removable: row.paper !== null && inUse.length === 0,
    };
  });
}

async function getOwnFile(tx: VillageTx, visitor: Visitor, id: string): Promise<OwnFileRow> {
  requireResident(visitor);
  const row = (await findFilesOf(tx, visitor.residentId)).find((one) => one.id === id);
  if (!row) throw new Refusal('not-found', 'Berkas ini tidak ada lagi.');
  return row;
}

/** One of the visitor's kept files. */
export async function openOwnPaper(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  id: string,
) {
  const row = await getOwnFile(tx, visitor, id);
  return readStoredFile(tx, village.id, row.file_id);
}

/**
 * Deletes a kept paper for the visitor: it is offered no more, and the requests that used it tell that
 * it was there. What proves the claims of one request is kept as long as the village says; what a
 * request under way needs, until that is decided.
 * @throws Refusal 'not-found', 'conflict' for what may not be deleted now
 */
export async function removeOwnPaper(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  id: string,
): Promise<void> {
  const row = await getOwnFile(tx, visitor, id);
  await lockFiles(tx, [row.file_id], 'alone');
  const [use] = await findOpenUses(tx, [row.file_id]);
  if (use)
    throw new Refusal(
      'conflict',
      `Berkas ini masih dipakai untuk permohonan ${use.reference ?? 'yang belum Anda kirim'}. Hapus setelah permohonannya selesai.`,
    );
  if (!row.paper)
    throw new Refusal(
      'conflict',
      'Berkas ini bukti untuk satu surat saja. Desa menghapusnya sendiri setelah masa simpannya lewat.',
    );
  await dropStoredFile(tx, row.file_id);
  await recordEvent(tx, village.id, visitor, {
    action: 'letters.remove-paper',
    subjectKind: 'request',
    subjectId: row.request_id,
    residentId: row.subject_id ?? undefined,
    details: { paper: row.paper, reference: row.reference },
  });
}
