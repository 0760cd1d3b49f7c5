import type { Actor } from '#lib/domain/visitor.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { insertEvents } from './store.ts';

/** What happened, for the record. */
export interface AuditFact {
  /** `room.verb`, e.g. `letters.approve`. It needs words in domain/audit-words.ts. */
  action: string;
  subjectKind?: string;
  subjectId?: string;
  /** The resident whose record was read or changed. */
  residentId?: string;
  /** Never NIK, KK, PIN or phone: ids and words only. */
  details?: Record<string, unknown>;
  /** Network address, where it matters (sign-in). */
  origin?: string | null;
}

/** Appends to the village's chain, in the acting transaction: the act and its record stand or fall together. */
export async function recordEvent(
  tx: VillageTx,
  villageId: number,
  actor: Actor,
  fact: AuditFact,
): Promise<void> {
  await recordEvents(tx, villageId, actor, [fact]);
}

/** Appends several events of one actor, in this order. */
export async function recordEvents(
  tx: VillageTx,
  villageId: number,
  actor: Actor,
  facts: readonly AuditFact[],
): Promise<void> {
  if (facts.length === 0) return;
  await insertEvents(
    tx,
    facts.map((fact) => ({
      village_id: villageId,
      at: now(),
      ...actorColumns(actor),
      action: fact.action,
      subject_kind: fact.subjectKind ?? null,
      subject_id: fact.subjectId ?? null,
      resident_id: fact.residentId ?? null,
      details: JSON.stringify(fact.details ?? {}),
      origin: fact.origin ?? null,
    })),
  );
}

/** An actor as tables name them: which kind, which id, and how they are called in a sentence. */
export function actorColumns(actor: Actor): {
  actor_kind: 'resident' | 'staff' | 'system' | 'visitor';
  actor_id: string | null;
  actor_name: string;
} {
  switch (actor.kind) {
    case 'resident':
      return { actor_kind: 'resident', actor_id: actor.residentId, actor_name: actor.name };
    case 'staff':
      return {
        actor_kind: 'staff',
        actor_id: actor.staffId,
        actor_name: `${actor.name}, ${actor.position}`,
      };
    case 'system':
      return { actor_kind: 'system', actor_id: null, actor_name: actor.name };
    case 'nobody':
      return { actor_kind: 'visitor', actor_id: null, actor_name: 'Pengunjung' };
  }
}
