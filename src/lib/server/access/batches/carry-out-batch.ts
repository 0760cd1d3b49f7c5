import { setTimeout as wait } from 'node:timers/promises';
import { formatDateTime, villageDate } from '#lib/domain/dates-id.ts';
import { maskNik } from '#lib/domain/nik.ts';
import { placeWords, type LeftOut } from '#lib/domain/pin-batch.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { villageTitle } from '#lib/domain/village-names.ts';
import { log, now, storeFile, withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import { getVillage, type VillageContext } from '#lib/server/villages/index.ts';
import { pinFacts } from '../issue-pin.ts';
import { keepIssuedPins, type Issuer } from '../keep-issued-pins.ts';
import { withHasher } from '../memorised-secret.ts';
import { randomPin } from '../random-secret.ts';
import { renderPinSheets } from '../render-pin-slip.ts';
import {
  findBatch,
  findWaitingIds,
  lockBatch,
  markIssued,
  markLeftOut,
  noteProgress,
  updateBatch,
  type BatchRow,
} from './batch-store.ts';
import { findCandidates, type Candidate } from './candidate-store.ts';
import { judgeCandidate } from './judge-candidate.ts';

const day = 24 * 60 * 60_000;
/** How often the progress is noted: once in so many PINs. */
const progressStep = 20;

/** A PIN that stands nowhere yet but here. */
interface Made {
  person: Candidate;
  pin: string;
  pinHash: string;
}

/**
 * Makes the PINs of a batch that was said yes to, and their document. The PINs come into force in
 * the transaction that keeps the document and not before: cut short at any moment, nothing has
 * happened, and the next try begins anew. Two workers at once do no harm: the second finds it done.
 */
export async function carryOutBatch(villageId: number, batchId: string): Promise<void> {
  const village = await getVillage(villageId);
  try {
    const made = await makePins(village, batchId);
    if (made) await keepWithDocument(village, batchId, made);
  } catch (error) {
    log.error({ error, villageId, batchId }, 'PIN batch stopped');
    await withVillage(villageId, async (tx) => {
      const batch = await lockBatch(tx, batchId);
      if (batch?.state === 'working') await updateBatch(tx, batchId, { state: 'failed', done: 0 });
    });
  }
}

/** @returns undefined when there is nothing to do (any more) */
async function makePins(village: VillageContext, batchId: string): Promise<Made[] | undefined> {
  const people = await withVillage(village.id, async (tx) => {
    const batch = await findBatch(tx, batchId);
    if (batch?.state !== 'working') return undefined;
    const ids = await findWaitingIds(tx, batchId);
    const place = new Map(ids.map((id, index) => [id, index]));
    const found = await findCandidates(tx, { kind: 'residents', ids });
    return found.sort((a, b) => place.get(a.id)! - place.get(b.id)!);
  });
  if (!people) return undefined;
  const made: Made[] = [];
  // One after the other: three of the four places stay free for those who sign in.
  for (const person of people) {
    const pin = randomPin(pinFacts(person));
    made.push({ person, pin, pinHash: await hashInTurn(village.id, person.id, pin) });
    if (made.length % progressStep === 0)
      await withVillage(village.id, (tx) => noteProgress(tx, batchId, made.length));
  }
  return made;
}

/** Hashes when there is room: those who sign in go first. */
async function hashInTurn(villageId: number, accountId: string, pin: string): Promise<string> {
  for (;;) {
    try {
      return await withHasher((hasher) => hasher.hash({ villageId, accountId }, pin));
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind !== 'busy') throw error;
      await wait(1000);
    }
  }
}

/** Keeps document and PINs together. The register may have changed meanwhile: judged once more. */
async function keepWithDocument(village: VillageContext, batchId: string, made: readonly Made[]) {
  const batch = await withVillage(village.id, (tx) => findBatch(tx, batchId));
  if (!batch) return;
  let fit = [...made];
  for (;;) {
    const validUntil = new Date(now().getTime() + batch.valid_days * day);
    const document = fit.length
      ? await typesetDocument(village, batch.sign_in_url ?? '', fit, validUntil)
      : undefined;
    const unfit = await withVillage(village.id, (tx) =>
      keep(tx, village, batchId, fit, document, validUntil),
    );
    if (unfit.size === 0) return;
    fit = fit.filter(({ person }) => !unfit.has(person.id));
  }
}

async function typesetDocument(
  village: VillageContext,
  signInUrl: string,
  made: readonly Made[],
  validUntil: Date,
): Promise<Uint8Array> {
  const groups = Map.groupBy(made, ({ person }) => placeWords(person));
  const sheets = [...groups].map(([heading, slips]) => ({
    heading,
    slips: slips.map(({ person, pin }) => ({
      name: person.name,
      maskedNik: maskNik(person.nik),
      pin,
      validUntil: formatDateTime(validUntil, village.timeZone),
    })),
  }));
  return renderPinSheets({ village: villageTitle(village), signInUrl, groups: sheets }, now());
}

/** @returns who may have no PIN after all, and why: then nothing was kept but that */
async function keep(
  tx: VillageTx,
  village: VillageContext,
  batchId: string,
  made: readonly Made[],
  document: Uint8Array | undefined,
  validUntil: Date,
): Promise<Map<string, LeftOut>> {
  const batch = await lockBatch(tx, batchId);
  if (batch?.state !== 'working') return new Map();
  const unfit = await judgeAgain(tx, village, batch, made);
  if (unfit.size > 0) {
    await markLeftOut(
      tx,
      batchId,
      [...unfit].map(([id, reason]) => ({ id, reason })),
    );
    return unfit;
  }
  const at = now();
  const file = document && (await storeFile(tx, village.id, document, 'application/pdf'));
  if (made.length > 0) {
    await keepIssuedPins(
      tx,
      village.id,
      batch.issuer as unknown as Issuer,
      made.map(({ person, pinHash }) => ({ person, pinHash, validUntil, issueKey: batchId })),
      { batch: batchId },
    );
    await markIssued(
      tx,
      batchId,
      made.map(({ person }) => person.id),
      at,
    );
  }
  await updateBatch(tx, batchId, {
    state: 'done',
    total: made.length,
    done: made.length,
    file_id: file?.id ?? null,
    finished_at: at,
  });
  return unfit;
}

async function judgeAgain(
  tx: VillageTx,
  village: VillageContext,
  batch: BatchRow,
  made: readonly Made[],
): Promise<Map<string, LeftOut>> {
  const at = now();
  const rules = {
    at,
    today: villageDate(at, village.timeZone),
    ownId: (batch.issuer as { residentId?: string | null } | null)?.residentId ?? null,
    again: batch.again,
  };
  const ids = made.map(({ person }) => person.id);
  const unfit = new Map<string, LeftOut>();
  for (const person of await findCandidates(tx, { kind: 'residents', ids })) {
    const reason = judgeCandidate(person, rules);
    if (reason) unfit.set(person.id, reason);
  }
  return unfit;
}
