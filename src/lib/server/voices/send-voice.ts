import { randomBytes } from 'node:crypto';
import { newReference } from '#lib/domain/reference.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Actor, Visitor } from '#lib/domain/visitor.ts';
import { firstDueDay } from '#lib/domain/voice-days.ts';
import type { Contact, VoiceInput } from '#lib/domain/voice-input.ts';
import { voiceKindWords } from '#lib/domain/voice-words.ts';
import { arrivalDay } from '#lib/domain/working-days.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type CleanUpload, type VillageTx } from '#lib/server/platform/index.ts';
import { officeCalendar, type VillageContext } from '#lib/server/villages/index.ts';
import { keepPictures } from './keep-pictures.ts';
import { requireResident } from './policy.ts';
import { residentMac, sealReporter } from './reporter.ts';
import { insertStep } from './thread-store.ts';
import { rulesOf } from './village-rules.ts';
import { countOfResident, findReferenceOfForm, insertAbout, insertVoice } from './voice-store.ts';

const day = 24 * 60 * 60_000;
/** More within a day are no reports any more. */
const mostOfResident = 10;

/** A voice with the form that it came with: sent twice, it is one. */
export interface SentVoice {
  voice: VoiceInput;
  /** A UUID that names the form. */
  key: string;
  pictures: readonly CleanUpload[];
}

/**
 * Takes in a voice of a signed-in resident. Of a secret one neither the table nor the trail names them.
 * @returns its ticket number
 * @throws Refusal 'too-many' after ten within a day, 'invalid' for too many pictures
 */
export async function sendVoice(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  sent: SentVoice,
): Promise<string> {
  requireResident(visitor);
  const { residentId } = visitor;
  const mac = residentMac(village.id, residentId);
  const again = await findReferenceOfForm(tx, sent.key);
  if (again) return again;
  const since = new Date(now().getTime() - day);
  if ((await countOfResident(tx, since, { residentId, mac })) >= mostOfResident)
    throw new Refusal(
      'too-many',
      'Anda sudah mengirim sepuluh laporan dalam sehari. Lanjutkan besok, atau datang ke kantor desa.',
      {},
      60 * 60,
    );
  if (!sent.voice.secret)
    return keepVoice(tx, village, sent, visitor, () => ({ reporter_id: residentId }));
  return keepVoice(tx, village, sent, { kind: 'nobody' }, (reference) => ({
    reporter_sealed: sealReporter(village.id, reference, { kind: 'resident', residentId }),
    reporter_mac: mac,
  }));
}

/** Takes in a voice of somebody who is not signed in. The caller has kept out machines. */
export const keepStrangersVoice = (
  tx: VillageTx,
  village: VillageContext,
  sent: SentVoice,
  who: Contact,
  digests: { contact: Buffer; origin: Buffer; code: Buffer },
): Promise<string> =>
  keepVoice(tx, village, sent, { kind: 'nobody' }, (reference) => ({
    reporter_sealed: sealReporter(village.id, reference, { kind: 'stranger', ...who }),
    reporter_mac: digests.contact,
    origin_mac: digests.origin,
    code_hash: digests.code,
  }));

interface ReporterColumns {
  reporter_id?: string;
  reporter_sealed?: Buffer;
  reporter_mac?: Buffer;
  origin_mac?: Buffer;
  code_hash?: Buffer;
}

async function keepVoice(
  tx: VillageTx,
  village: VillageContext,
  { voice, key, pictures }: SentVoice,
  actor: Actor,
  reporter: (reference: string) => ReporterColumns,
): Promise<string> {
  const at = now();
  const calendar = await officeCalendar(tx, village);
  const reference = newReference(voiceKindWords[voice.kind].code, randomBytes);
  const id = await insertVoice(tx, {
    village_id: village.id,
    reference,
    send_key: key,
    kind: voice.kind,
    category: voice.category,
    title: voice.title,
    story: voice.story,
    happened_on: voice.happenedOn,
    area: voice.area,
    place: voice.place,
    latitude: voice.position?.latitude ?? null,
    longitude: voice.position?.longitude ?? null,
    anonymous: voice.anonymous,
    secret: voice.secret,
    due_on: firstDueDay(arrivalDay(at, village.timeZone, calendar), rulesOf(village), calendar),
    sent_at: at,
    ...reporter(reference),
  });
  if (!id) return (await findReferenceOfForm(tx, key))!;
  await insertAbout(tx, village.id, id, voice.about);
  await insertStep(tx, {
    village_id: village.id,
    voice_id: id,
    at,
    action: 'send',
    to_state: 'received',
    by_kind: 'reporter',
  });
  await keepPictures(tx, village.id, { voiceId: id, pictures });
  await recordEvent(tx, village.id, actor, {
    action: 'voices.send',
    subjectKind: 'voice',
    subjectId: id,
    ...(actor.kind === 'resident' && { residentId: actor.residentId }),
    details: { reference },
  });
  return reference;
}
