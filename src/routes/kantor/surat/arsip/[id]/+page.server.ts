import { redirect } from '@sveltejs/kit';
import { stateWords } from '#lib/domain/archive.ts';
import { formatDateLong, formatDateTime, formatTime, villageDate } from '#lib/domain/dates-id.ts';
import { may } from '#lib/domain/roles.ts';
import {
  beginReplacement,
  handOverLetter,
  openLetter,
  withdrawAndReplace,
  withdrawLetter,
} from '#lib/server/letters/index.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { act } from '#lib/server/web/act.ts';
import { journeyOf } from '#lib/server/web/journey.ts';
import { withScans } from '#lib/server/web/read-scans.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, params, url }) => {
  const opened = await withVillage(village.id, (tx) =>
    openLetter(tx, village, visitor, requireId(params.id)),
  );
  const { letter, request, replacing } = opened;
  const state = letter.withdrawn_at
    ? 'withdrawn'
    : letter.signature === 'wet' && !letter.collected_at
      ? 'uncollected'
      : 'valid';
  const tellTime = (at: Date) =>
    `${formatDateLong(at, village.timeZone)}, ${formatTime(at, village.timeZone)}`;
  const takesDown = visitor.kind === 'staff' && may(visitor.roles, 'letters.counter');
  return {
    done: url.searchParams.get('selesai'),
    letterId: letter.id,
    requestId: request.id,
    version: request.version,
    reference: request.reference!,
    title: letter.title,
    number: letter.number,
    state: stateWords(state, letter.valid_until, villageDate(now(), village.timeZone)),
    facts: [
      { label: 'Pemegang', value: letter.holder_name },
      { label: 'Tanggal surat', value: formatDateLong(letter.letter_date) },
      {
        label: 'Berlaku sampai',
        value: letter.valid_until ? formatDateLong(letter.valid_until) : 'Tanpa batas waktu',
      },
      { label: 'Penanda tangan', value: `${letter.signer_name}, ${letter.signer_position}` },
      {
        label: 'Tanda tangan',
        value: letter.signature === 'wet' ? 'Basah, dengan cap' : 'Elektronik',
      },
      { label: 'Kode klasifikasi', value: letter.classification },
    ],
    collected: letter.collected_at && {
      by: letter.collected_by,
      at: formatDateTime(letter.collected_at, village.timeZone),
      receipt: letter.receipt_file_id !== null,
    },
    withdrawn: letter.withdrawn_at && {
      at: formatDateTime(letter.withdrawn_at, village.timeZone),
      reason: letter.withdrawn_reason ?? '',
    },
    code: letter.verification_code,
    wet: letter.signature === 'wet',
    actions: opened.actions,
    replaces: opened.replaces,
    replacedBy: opened.replacedBy,
    replacing: replacing && {
      href: !replacing.draft
        ? `/kantor/permohonan/${replacing.reference}`
        : takesDown
          ? `/kantor/loket/isi/${replacing.id}`
          : null,
    },
    mayReplace: opened.mayReplace,
    journey: journeyOf(opened.events, { request, waitsFor: null, letter }, tellTime),
  };
};

const text = (form: FormData, name: string) => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};
const askedIn = (form: FormData) => ({
  requestId: requireId(text(form, 'id')),
  version: Number(text(form, 'versi')) || 0,
});

/** Runs an act on this letter, then leads to `where` or shows the letter again. */
async function perform(
  { request, params }: RequestEvent,
  done: string,
  work: (form: FormData, letterId: string) => Promise<string | undefined>,
) {
  const form = await request.formData();
  return act(form, async () => {
    const letterId = requireId(params.id);
    const where = await work(form, letterId);
    redirect(303, where ?? `/kantor/surat/arsip/${letterId}?selesai=${done}`);
  });
}

/** Who files at the counter goes on with the new form; others see that it is begun. */
const formOf = (event: RequestEvent, draft: string) => {
  const { visitor } = event.locals;
  const takesDown = visitor.kind === 'staff' && may(visitor.roles, 'letters.counter');
  return takesDown ? `/kantor/loket/isi/${draft}` : undefined;
};

export const actions: Actions = {
  serahkan: (event) =>
    perform(event, 'diambil', async (form) => {
      const { village, visitor } = event.locals;
      const input = { ...askedIn(form), collectedBy: text(form, 'pengambil') };
      await withScans(form, 'tanda-terima', ([receipt]) =>
        withVillage(village.id, (tx) =>
          handOverLetter(tx, village, visitor, { ...input, receipt }),
        ),
      );
      return undefined;
    }),
  cabut: (event) =>
    perform(event, 'dicabut', async (form) => {
      const { village, visitor } = event.locals;
      const input = { ...askedIn(form), reason: text(form, 'alasan-cabut') };
      await withVillage(village.id, (tx) => withdrawLetter(tx, village, visitor, input));
      return undefined;
    }),
  cabutDanGanti: (event) =>
    perform(event, 'diganti', async (form, letterId) => {
      const { village, visitor } = event.locals;
      const input = { ...askedIn(form), letterId, reason: text(form, 'alasan-cabutDanGanti') };
      const draft = await withVillage(village.id, (tx) =>
        withdrawAndReplace(tx, village, visitor, input),
      );
      return formOf(event, draft);
    }),
  ganti: (event) =>
    perform(event, 'diganti', async (_form, letterId) => {
      const { village, visitor } = event.locals;
      const draft = await withVillage(village.id, (tx) =>
        beginReplacement(tx, village, visitor, letterId),
      );
      return formOf(event, draft);
    }),
};
