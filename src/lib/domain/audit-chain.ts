import { createHash } from 'node:crypto';

/** An audit event as it is hashed. Instants are microseconds since 1970 as text. */
export interface ChainedEvent {
  villageId: number;
  seq: number;
  atMicros: string;
  actorKind: string;
  actorId: string | null;
  actorName: string;
  action: string;
  subjectKind: string | null;
  subjectId: string | null;
  residentId: string | null;
  /** jsonb as PostgreSQL prints it. */
  details: string;
  origin: string | null;
  previousHash: Buffer;
  hash: Buffer;
}

/** The hash before the first event. */
export const genesisHash = Buffer.alloc(32);

const frame = (value: string | null) =>
  value === null ? '-,' : `${Buffer.byteLength(value)}:${value},`;

/** The hash an event must carry: SHA-256 over its framed fields and its predecessor's hash. */
function hashOf(event: Omit<ChainedEvent, 'hash'>): Buffer {
  const text = [
    String(event.villageId),
    String(event.seq),
    event.atMicros,
    event.actorKind,
    event.actorId,
    event.actorName,
    event.action,
    event.subjectKind,
    event.subjectId,
    event.residentId,
    event.details,
    event.origin,
    event.previousHash.toString('hex'),
  ]
    .map(frame)
    .join('');
  return createHash('sha256').update(text).digest();
}

/** What is wrong with a chain, and where. */
export interface ChainBreak {
  seq: number;
  reason: 'missing' | 'changed' | 'unlinked';
}

/**
 * Checks the next event against what came before.
 * @returns undefined when it fits
 */
export function checkLink(
  previous: { seq: number; hash: Buffer },
  event: ChainedEvent,
): ChainBreak | undefined {
  if (event.seq !== previous.seq + 1) return { seq: previous.seq + 1, reason: 'missing' };
  if (!event.previousHash.equals(previous.hash)) return { seq: event.seq, reason: 'unlinked' };
  if (!hashOf(event).equals(event.hash)) return { seq: event.seq, reason: 'changed' };
  return undefined;
}
