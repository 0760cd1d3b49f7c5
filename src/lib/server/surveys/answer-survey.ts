import { requireResident } from '#lib/domain/authority.ts';
import { villageDate } from '#lib/domain/dates-id.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { elementKeys, readScores } from '#lib/domain/survey.ts';
import { respondentOf } from '#lib/domain/survey-respondent.ts';
import { typedText } from '#lib/domain/typed-text.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { getOwnRequest } from '#lib/server/letters/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { getPerson } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { insertAnswer, isAnswered, markAnswered } from './survey-store.ts';

const longestSuggestion = 1000;

/** A service that its applicant may judge, or has judged. */
export interface JudgedService {
  requestId: string;
  /** The letter's kind. */
  service: string;
  answered: boolean;
}

/**
 * The survey of one of the visitor's own requests; undefined while the service is not finished: the
 * letter is out, and collected where it has to be.
 * @throws Refusal 'not-found' for anybody else's
 */
export async function findOwnSurvey(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  reference: string,
): Promise<JudgedService | undefined> {
  const { request, letter, type } = await getOwnRequest(tx, village, visitor, { reference });
  const finished =
    request.status === 'approved' &&
    letter !== undefined &&
    (letter.signature !== 'wet' || letter.collected_at !== null);
  if (!finished) return undefined;
  const answered = await isAnswered(tx, request.id);
  return { requestId: request.id, service: type.name, answered };
}

/**
 * Keeps what the applicant says of a finished service. Who it was is not kept with it: the audit trail
 * has no event of it either, since its time would tell.
 * @param typed scores by the elements' keys, and `saran`
 * @throws Refusal 'invalid' with messages by element; 'conflict' when answered before or not finished
 */
export async function answerSurvey(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  { reference, typed }: { reference: string; typed: Readonly<Record<string, string>> },
): Promise<void> {
  requireResident(visitor);
  const survey = await findOwnSurvey(tx, village, visitor, reference);
  if (!survey)
    throw new Refusal('conflict', 'Layanan ini belum selesai. Nilailah setelah surat Anda terima.');
  const read = readScores((key) => typed[key] ?? '');
  const suggestion = typedText(typed.saran ?? '');
  const wrong = {
    ...('missing' in read && Object.fromEntries(read.missing.map((key) => [key, missing(key)]))),
    ...(suggestion.length > longestSuggestion && {
      saran: `Tulis paling banyak ${longestSuggestion.toLocaleString('id-ID')} huruf.`,
    }),
  };
  if (!('scores' in read) || Object.keys(wrong).length > 0)
    throw new Refusal('invalid', 'Periksa jawaban Anda.', wrong);
  if (!(await markAnswered(tx, village.id, survey.requestId)))
    throw new Refusal('conflict', 'Layanan ini sudah Anda nilai. Terima kasih.');
  const day = villageDate(now(), village.timeZone);
  await insertAnswer(tx, village.id, {
    ...respondentOf(await getPerson(tx, visitor.residentId), day),
    day,
    service: survey.service,
    scores: read.scores,
    suggestion,
  });
}

const missing = (key: (typeof elementKeys)[number]) =>
  `Pilih satu jawaban untuk pertanyaan ${elementKeys.indexOf(key) + 1}.`;
