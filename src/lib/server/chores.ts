import {
  dropOldPinRequests,
  dropOldSessions,
  dropPinRequestPictures,
  forgetSlips,
  watchSignIns,
} from './access/index.ts';
import { dropOldAidImports, dropOldPaymentProofs } from './assistance/index.ts';
import {
  dropContactsOfGone,
  dropOldCodes,
  dropOldDeliveries,
  queueDeliveries,
} from './channels/index.ts';
import { recordEvent, sealChain } from './audit/index.ts';
import {
  certificateState,
  dropOldDrafts,
  dropOldScans,
  dropOldUploads,
  remindOffice,
  tellUnanswered,
} from './letters/index.ts';
import { dropOldComments } from './news/index.ts';
import { dropHandledRows, dropOldNotices, handOnLateOutboxRows } from './notices/index.ts';
import {
  keptWhileRunning,
  log,
  now,
  platform,
  sweepStoredFiles,
  sweepStrayFiles,
  withVillage,
  type VillageTx,
} from './platform/index.ts';
import { forgetOldOpensidRows } from './opensid/index.ts';
import { dropOldCorrectionDrafts, dropOldProofs, forgetOldImports } from './population/index.ts';
import { findVillageIds, getVillage, type VillageContext } from './villages/index.ts';
import { watchVoices } from './voices/index.ts';

const day = 24 * 60 * 60_000;
const system = { kind: 'system', name: 'Balai' } as const;

/** Once for the whole house, so that villages founded later are looked after too. */
export async function scheduleChores(): Promise<void> {
  await platform().jobs.repeat('chores', '*/15 * * * *');
}

/** What is done in every village each quarter of an hour, in this order. */
const chores: Record<string, (villageId: number) => Promise<unknown>> = {
  'hand on what got stuck in the outbox': (villageId) =>
    handOnLateOutboxRows(villageId, queueDeliveries),
  'look at failed sign-ins': watchSignIns,
  'forget slips of PINs': forgetSlips,
  'forget pictures of PIN requests': cleaning(
    'access.drop-pin-request-pictures',
    dropPinRequestPictures,
  ),
  'forget old PIN requests': cleaning('access.drop-old-pin-requests', dropOldPinRequests),
  'forget old imports': forgetOldImports,
  'forget files of aid recipients': cleaning('aid.drop-old-imports', dropOldAidImports),
  'forget old proofs of what was handed out': cleaning('aid.drop-old-proofs', dropOldPaymentProofs),
  'forget rows of dumps put aside': forgetOldOpensidRows,
  'remind the office of promised days': cleaning('letters.remind', remindOffice),
  'tell of introductions without an answer': cleaning(
    'letters.tell-late-introductions',
    tellUnanswered,
  ),
  'watch over voices': watchVoices,
  'forget comments that stand nowhere': cleaning('comments.drop-old', dropOldComments),
  'forget old uploads': cleaning('letters.drop-old-uploads', dropOldUploads),
  'forget old scans of the archive': cleaning('letters.drop-old-scans', dropOldScans),
  'give up old drafts': cleaning('letters.drop-old-drafts', dropOldDrafts),
  'forget old proofs': cleaning('population.drop-old-proofs', dropOldProofs),
  'give up old corrections': cleaning(
    'population.drop-old-correction-drafts',
    dropOldCorrectionDrafts,
  ),
  'forget old sessions': cleaning('access.drop-old-sessions', dropOldSessions),
  'forget old notices': cleaning('notices.drop-old', dropOldNotices),
  'forget what was handed on': cleaning('notices.drop-handled', dropHandledRows),
  'forget what was sent': cleaning('channels.drop-old', dropOldDeliveries),
  'forget codes of channels': cleaning('channels.drop-codes', dropOldCodes),
  'forget contacts of who died or left': cleaning('channels.drop-gone', dropContactsOfGone),
  'clear away files that were let go of': sweepStoredFiles,
  'look through the whole disk': onceADay(sweepDisk),
  'look at the certificate': onceADay(checkCertificate),
  'seal the audit trail': (villageId) => withVillage(villageId, (tx) => sealChain(tx, villageId)),
};

/** Does every village's chores; one that fails does not keep the others waiting. */
export async function doAllChores(): Promise<void> {
  for (const villageId of await findVillageIds()) await doChores(villageId);
}

/** One village's chores. */
export async function doChores(villageId: number): Promise<void> {
  for (const [chore, work] of Object.entries(chores)) {
    try {
      await work(villageId);
    } catch (error) {
      log.error({ error, villageId, chore }, 'chore failed');
    }
  }
}

/** Few enough for a short transaction. */
const batch = 100;

/**
 * A chore that goes through many things: batch by batch, each on record with how many it were.
 * @param clean deals with about `limit` things, and says how many
 */
function cleaning(
  action: string,
  clean: (tx: VillageTx, village: VillageContext, limit: number) => Promise<number>,
) {
  return async (villageId: number) => {
    const village = await getVillage(villageId);
    let count: number;
    do {
      count = await withVillage(villageId, async (tx) => {
        const count = await clean(tx, village, batch);
        if (count > 0) await recordEvent(tx, villageId, system, { action, details: { count } });
        return count;
      });
    } while (count >= batch);
  };
}

/** A chore that this process does once a day; after a start it is done soon. */
function onceADay(work: (villageId: number) => Promise<void>) {
  const done = keptWhileRunning(() => new Map<number, number>());
  return async (villageId: number) => {
    const last = done();
    const at = now().getTime();
    if (at - (last.get(villageId) ?? -Infinity) < day) return;
    await work(villageId);
    last.set(villageId, at);
  };
}

async function sweepDisk(villageId: number) {
  const count = await sweepStrayFiles(villageId, new Date(now().getTime() - day));
  if (count > 0)
    await withVillage(villageId, (tx) =>
      recordEvent(tx, villageId, system, { action: 'files.sweep', details: { count } }),
    );
}

/**
 * Warns in the log of a signing certificate that is missing or near its end; the office sees the
 * same on its first page.
 */
export async function checkCertificate(villageId: number): Promise<void> {
  const certificate = await withVillage(villageId, certificateState);
  if (certificate.state !== 'good')
    log.warn({ villageId, ...certificate }, 'the signing certificate needs attention');
}
