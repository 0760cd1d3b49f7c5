import { checkLink, genesisHash, type ChainBreak } from '#lib/domain/audit-chain.ts';
import { now, platform, withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import { findChain, findCheckpoints, getHead, insertCheckpoint } from './store.ts';

/** What the check of a village's audit trail found. */
export type ChainReport =
  | { ok: true; events: number }
  | {
      ok: false;
      events: number;
      broken: ChainBreak | { seq: number; reason: 'cut-off' | 'forged-checkpoint' };
    };

const batch = 5000;

const sealText = (villageId: number, seq: number, hash: Buffer) =>
  `audit:${villageId}:${seq}:${hash.toString('hex')}`;

/**
 * Walks a village's whole chain and its sealed checkpoints.
 * @returns the first broken row by its number
 */
export async function verifyChain(villageId: number): Promise<ChainReport> {
  return withVillage(villageId, async (tx) => {
    // Read first: what is appended while we walk must not look cut off.
    const head = await getHead(tx);
    const checkpoints = await findCheckpoints(tx);
    for (const c of checkpoints) {
      if (
        !platform()
          .secrets.mac(sealText(villageId, c.seq, c.hash))
          .equals(c.seal)
      ) {
        return { ok: false, events: 0, broken: { seq: c.seq, reason: 'forged-checkpoint' } };
      }
    }
    const sealed = new Map(checkpoints.map((c) => [c.seq, c.hash]));
    let previous: { seq: number; hash: Buffer } = { seq: 0, hash: genesisHash };
    for (;;) {
      const events = await findChain(tx, previous.seq, batch);
      for (const event of events) {
        const broken = checkLink(previous, event);
        if (broken) return { ok: false, events: previous.seq, broken };
        const known = [sealed.get(event.seq), event.seq === head.seq ? head.hash : undefined];
        if (known.some((hash) => hash && !hash.equals(event.hash))) {
          return { ok: false, events: previous.seq, broken: { seq: event.seq, reason: 'changed' } };
        }
        previous = event;
      }
      if (events.length < batch) break;
    }
    const expected = Math.max(head.seq, checkpoints.at(-1)?.seq ?? 0);
    if (previous.seq < expected)
      return {
        ok: false,
        events: previous.seq,
        broken: { seq: previous.seq + 1, reason: 'cut-off' },
      };
    return { ok: true, events: previous.seq };
  });
}

/** Seals the present end of the chain with a key that is not in the database. */
export async function sealChain(tx: VillageTx, villageId: number): Promise<void> {
  const head = await getHead(tx);
  if (head.seq === 0) return;
  await insertCheckpoint(
    tx,
    villageId,
    head,
    platform().secrets.mac(sealText(villageId, head.seq, head.hash)),
    now(),
  );
}
