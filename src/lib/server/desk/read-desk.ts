import { createHash } from 'node:crypto';
import type { LateMatter, LetterWeek } from '#lib/domain/desk.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { may } from '#lib/domain/roles.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import { readPinRequestDesk } from '#lib/server/access/index.ts';
import { readAidDesk } from '#lib/server/assistance/index.ts';
import { countBatchesWaiting, readLetterDesk, readMailDesk } from '#lib/server/letters/index.ts';
import { countWaitingComments } from '#lib/server/news/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { readCorrectionDesk } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { readVoiceDesk } from '#lib/server/voices/index.ts';

/** The lists that are counted on the first page, by what is done there. */
export type WaitingList =
  | 'verify'
  | 'turn'
  | 'sign'
  | 'batches'
  | 'voices'
  | 'voices-verify'
  | 'voices-assign'
  | 'mail'
  | 'mail-dispose'
  | 'corrections'
  | 'pin-requests'
  | 'aid'
  | 'comments';
export type MatterKind = LateMatter['kind'];
/** What can come in: also what no day is owed for. */
export type ReceivedKind = MatterKind | 'pin-request';

interface Counted<List> {
  list: List;
  count: number;
}

/** An officer's first page. What they may not see is not counted. */
export interface Desk {
  /** Waiting for this officer; lists in which nothing waits are left out. */
  waiting: Counted<WaitingList>[];
  /** Past its day, of every kind that they may see; kinds of which nothing is late are left out. */
  late: { lists: Counted<MatterKind>[]; oldest: LateMatter[] };
  /** Came in today, also where it is nothing. */
  today: Counted<ReceivedKind>[];
  /** Undefined for whom letters are none of their business. */
  week: LetterWeek | undefined;
}

const linesShown = 12;

/**
 * What waits for an officer, what is late, what came in today and how the week goes. Counts and the oldest
 * only: nobody's record is read.
 * @throws Refusal 'not-signed-in' for others than officers
 */
export async function readDesk(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
): Promise<Desk> {
  if (visitor.kind !== 'staff' || visitor.mustChangePassword)
    throw new Refusal('not-signed-in', 'Masuk dulu sebagai petugas desa.');
  const rooms = await askRooms(tx, village, visitor);
  const { letters, voices, mail, corrections, aid, pinRequests: pins } = rooms;
  const waiting: Counted<WaitingList>[] = [
    { list: 'sign', count: letters?.sign ?? 0 },
    { list: 'verify', count: letters?.verify ?? 0 },
    { list: 'turn', count: letters?.turn ?? 0 },
    { list: 'batches', count: rooms.batches },
    { list: 'voices', count: voices?.mine ?? 0 },
    { list: 'voices-verify', count: voices?.verify ?? 0 },
    { list: 'voices-assign', count: voices?.assign ?? 0 },
    { list: 'mail', count: mail?.mine ?? 0 },
    { list: 'mail-dispose', count: mail?.dispose ?? 0 },
    { list: 'corrections', count: corrections?.waiting ?? 0 },
    { list: 'aid', count: aid?.answer ?? 0 },
    { list: 'pin-requests', count: pins?.waiting ?? 0 },
    { list: 'comments', count: rooms.comments },
  ];
  const kinds = [
    { list: 'request', desk: letters },
    { list: 'voice', desk: voices },
    { list: 'mail', desk: mail },
    { list: 'correction', desk: corrections },
    { list: 'aid', desk: aid },
  ] as const;
  const seen = kinds.flatMap(({ list, desk }) => (desk ? [{ list, desk }] : []));
  return {
    waiting: waiting.filter(({ count }) => count > 0),
    late: {
      lists: seen
        .map(({ list, desk }) => ({ list, count: desk.late.count }))
        .filter(({ count }) => count > 0),
      oldest: seen
        .flatMap(({ desk }) => desk.late.oldest)
        .toSorted((one, other) => one.dueOn.localeCompare(other.dueOn))
        .slice(0, linesShown),
    },
    today: [...seen, ...(pins ? [{ list: 'pin-request', desk: pins } as const] : [])].map(
      ({ list, desk }) => ({ list, count: desk.receivedToday }),
    ),
    week: letters?.week,
  };
}

async function askRooms(tx: VillageTx, village: VillageContext, visitor: StaffVisitor) {
  const can = (capability: Parameters<typeof may>[1]) => may(visitor.roles, capability);
  const reads = can('requests.read');
  return {
    letters: reads ? await readLetterDesk(tx, village, visitor) : undefined,
    batches: reads ? await countBatchesWaiting(tx, village, visitor) : 0,
    voices: can('voices.read') ? await readVoiceDesk(tx, village, visitor) : undefined,
    mail: can('mail.read') ? await readMailDesk(tx, village, visitor) : undefined,
    corrections: can('corrections.decide')
      ? await readCorrectionDesk(tx, village, visitor)
      : undefined,
    comments: can('comments.moderate') ? await countWaitingComments(tx, visitor, village) : 0,
    aid: can('aid.read') ? await readAidDesk(tx, village, visitor) : undefined,
    pinRequests: can('accounts.manage')
      ? await readPinRequestDesk(tx, village, visitor)
      : undefined,
  };
}

/** Another one whenever anything on the page is another. */
export const stampOf = (desk: Desk): string =>
  createHash('sha256').update(JSON.stringify(desk)).digest('base64url').slice(0, 22);
