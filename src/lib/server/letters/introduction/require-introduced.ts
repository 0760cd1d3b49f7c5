import { letsAccept } from '#lib/domain/introduction.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { RequestRow } from '../store.ts';
import { findIntroduction } from './introduction-store.ts';

/** @throws Refusal 'conflict' while a request still lacks its introduction */
export async function requireIntroduced(tx: VillageTx, request: RequestRow): Promise<void> {
  const introduction = await findIntroduction(tx, request.id);
  if (introduction && !letsAccept(introduction.state))
    throw new Refusal(
      'conflict',
      `Pengantar ${introduction.asked_of} belum ada. Tunggu jawabannya, atau lanjutkan tanpa pengantar dengan alasan.`,
    );
}
