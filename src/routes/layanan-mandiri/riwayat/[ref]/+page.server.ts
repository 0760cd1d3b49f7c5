import { redirect } from '@sveltejs/kit';
import { formatDateFull, formatDateLong, formatTime, villageDate } from '#lib/domain/dates-id.ts';
import { daysUntil, keptWords } from '#lib/domain/promise.ts';
import { cancelRequest, getOwnRequest, refileRequest } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { findOwnSurvey } from '#lib/server/surveys/index.ts';
import { act } from '#lib/server/web/act.ts';
import { journeyOf } from '#lib/server/web/journey.ts';
import { requireReference } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { village, visitor } = locals;
  const reference = requireReference(params.ref);
  const { own, survey } = await withVillage(village.id, async (tx) => ({
    own: await getOwnRequest(tx, village, visitor, { reference }),
    survey: await findOwnSurvey(tx, village, visitor, reference),
  }));
  const { request, letter } = own;
  const kept =
    request.status === 'approved' && letter && request.promised_on
      ? keptWords(daysUntil(request.promised_on, villageDate(letter.issued_at, village.timeZone)))
      : null;
  return {
    sent: url.searchParams.has('terkirim'),
    survey: survey && {
      answered: survey.answered,
      thanked: url.searchParams.has('dinilai'),
    },
    id: request.id,
    reference,
    typeName: own.type.name,
    forName: request.subject_id === request.applicant_id ? null : own.subject.name,
    status: request.status,
    reason: request.reason,
    promise: request.promised_on && formatDateFull(request.promised_on),
    waitsFor: own.waitsFor,
    actions: own.actions,
    answers: own.answers,
    journey: journeyOf(
      own.events,
      own,
      (at) => `${formatDateFull(at, village.timeZone)}, ${formatTime(at, village.timeZone)}`,
    ),
    kept,
    letter: letter && {
      number: letter.number,
      wet: letter.signature === 'wet',
      validUntil: letter.valid_until && formatDateLong(letter.valid_until),
      collected: letter.collected_at && {
        by: letter.collected_by,
        at: formatDateLong(letter.collected_at, village.timeZone),
      },
      verifyUrl: `${url.origin}/verifikasi/${letter.verification_code}`,
    },
    office: { name: `${village.kind} ${village.name}`, address: village.address },
  };
};

export const actions: Actions = {
  batal: async ({ request, locals, params }) => {
    const form = await request.formData();
    return act(form, async () => {
      await withVillage(locals.village.id, async (tx) => {
        const own = await getOwnRequest(tx, locals.village, locals.visitor, {
          reference: requireReference(params.ref),
        });
        await cancelRequest(tx, locals.village, locals.visitor, own.request.id);
      });
      redirect(303, `/layanan-mandiri/riwayat/${params.ref}`);
    });
  },
  ulang: async ({ request, locals, params }) => {
    const form = await request.formData();
    return act(form, async () => {
      const id = await withVillage(locals.village.id, async (tx) => {
        const own = await getOwnRequest(tx, locals.village, locals.visitor, {
          reference: requireReference(params.ref),
        });
        return refileRequest(tx, locals.village, locals.visitor, own.request.id);
      });
      redirect(303, `/layanan-mandiri/surat/isi/${id}`);
    });
  },
};
