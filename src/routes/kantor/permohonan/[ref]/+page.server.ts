import { redirect } from '@sveltejs/kit';
import {
  ageOn,
  formatDateFull,
  formatDateLong,
  formatDateTime,
  formatTime,
  villageDate,
} from '#lib/domain/dates-id.ts';
import { letsAccept } from '#lib/domain/introduction.ts';
import { maskNik } from '#lib/domain/nik.ts';
import { isChannelOpen } from '#lib/server/channels/index.ts';
import {
  canChat,
  findReservedFor,
  giveUpSigning,
  handOverLetter,
  moveRequest,
  openChat,
  openRequest,
  signRequest,
  waiveIntroduction,
  withdrawLetter,
  type OfficeMove,
} from '#lib/server/letters/index.ts';
import { may } from '#lib/domain/roles.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { act } from '#lib/server/web/act.ts';
import { chatting } from '#lib/server/web/chatting.ts';
import { journeyOf } from '#lib/server/web/journey.ts';
import { reservedChoice, typedChosen } from '#lib/server/web/number-form.ts';
import { withScans } from '#lib/server/web/read-scans.ts';
import { broughtWords, seenWords } from '#lib/server/web/requirement-fields.ts';
import { requireId, requireReference } from '#lib/server/web/require-id.ts';
import { sealInWords } from '#lib/server/web/verified.ts';
import { loadWorklist } from '#lib/server/web/worklist-page.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { village, visitor } = locals;
  const reference = requireReference(params.ref);
  const { office, reserved, gateway } = await withVillage(village.id, async (tx) => {
    const office = await openRequest(tx, village, visitor, reference);
    const approves = office.actions.includes('approve');
    return {
      office,
      reserved: approves ? await findReservedFor(tx, village, office.type) : [],
      gateway: await isChannelOpen(tx, 'whatsapp'),
    };
  });
  const { request, subject, applicant, letter } = office;
  const { words, resident } = subject;
  return {
    list: await loadWorklist(locals, url),
    done: url.searchParams.get('selesai'),
    id: request.id,
    version: request.version,
    reference,
    status: request.status,
    type: {
      name: office.type.name,
      wet: office.type.signature === 'wet',
      chain: office.type.chain,
    },
    sent: request.sent_at && formatDateTime(request.sent_at, village.timeZone),
    promise: request.promised_on && formatDateFull(request.promised_on),
    reason: request.reason,
    applicantName: !applicant || applicant.id === resident?.id ? null : applicant.name,
    ticket: request.ticket_code !== null,
    /** Until the village has a gateway, an officer tells the applicant from their own phone. */
    chat: !gateway && canChat(visitor, applicant, request.status),
    seen: office.type.requirements
      .filter(({ key }) => request.seen_requirements.includes(key))
      .map(({ label }) => label),
    subject: {
      /** Null for somebody who is not on the register. */
      id: resident?.id ?? null,
      name: words.name,
      nik: words.nik && maskNik(words.nik),
      rows: [
        {
          label: 'Tempat, tanggal lahir',
          value: [words.birthPlace, words.birthDate && formatDateLong(words.birthDate)]
            .filter(Boolean)
            .join(', '),
        },
        {
          label: 'Umur',
          value: words.birthDate
            ? `${ageOn(words.birthDate, villageDate(request.sent_at ?? request.created_at, village.timeZone))} tahun`
            : '',
        },
        { label: 'Status perkawinan', value: words.maritalStatus },
        { label: 'Pekerjaan', value: words.occupation },
        { label: 'Kepala keluarga', value: words.headName },
        { label: 'Alamat', value: words.address },
      ],
    },
    answers: office.answers,
    attachments: office.attachments.map((one) => ({
      ...one,
      note: one.reused ? `dipakai lagi, ${broughtWords(one, village.timeZone)}` : '',
    })),
    reliedOn: office.reliedOn.map(
      ({ label, seenAt }) => `${label}, ${seenWords(seenAt, village.timeZone)}`,
    ),
    /** Papers that were used again, of which the office may ask for newer ones. */
    reused: [
      ...new Map(
        [
          ...office.attachments
            .filter(({ reused }) => reused)
            .map((one) => ({ ...one, how: broughtWords(one, village.timeZone) })),
          ...office.reliedOn.map((one) => ({
            ...one,
            how: seenWords(one.seenAt, village.timeZone),
          })),
        ].map(({ requirement, label, how }) => [
          requirement,
          { value: requirement, label: `Minta ${label} yang baru`, hint: `Yang ini ${how}.` },
        ]),
      ).values(),
    ],
    introduction: office.introduction && {
      of: office.introduction.asked_of,
      state: office.introduction.state,
      due: formatDateFull(office.introduction.due_on),
      answered:
        office.introduction.answered_at &&
        formatDateTime(office.introduction.answered_at, village.timeZone),
      late:
        office.introduction.state === 'waiting' &&
        office.introduction.due_on < villageDate(now(), village.timeZone),
      reason: office.introduction.reason,
      /** Whether this officer may go on without it. */
      waivable:
        request.status === 'waiting' &&
        !office.ownMatter &&
        !letsAccept(office.introduction.state) &&
        visitor.kind === 'staff' &&
        may(visitor.roles, 'requests.verify'),
    },
    missing: office.missing,
    journey: journeyOf(
      office.events,
      { request, waitsFor: null, letter, introduction: office.introduction },
      (at) => `${formatDateLong(at, village.timeZone)}, ${formatTime(at, village.timeZone)}`,
    ),
    actions: office.actions,
    ownMatter: office.ownMatter,
    asksPassphrase: office.asksPassphrase,
    signing: office.signing && {
      number: office.signing.number,
      tries: office.signing.tries,
      since: formatDateTime(office.signing.startedAt, village.timeZone),
      calling: office.signing.calling,
      problem: office.signing.problem,
      /** Whose turn it is: only the signer goes on, whoever may sign can give it up. */
      mine: office.signing.mine,
      canSign: office.actions.includes('approve'),
    },
    phrases: office.phrases,
    reserved: reserved.map(reservedChoice),
    letter: letter && {
      number: letter.number,
      issued: formatDateTime(letter.issued_at, village.timeZone),
      signer: `${letter.signer_name}, ${letter.signer_position}`,
      wet: letter.signature === 'wet',
      seal: sealInWords(letter),
      code: letter.verification_code,
      collected: letter.collected_at && {
        by: letter.collected_by,
        at: formatDateTime(letter.collected_at, village.timeZone),
      },
      withdrawn: letter.withdrawn_at && formatDateTime(letter.withdrawn_at, village.timeZone),
    },
  };
};

type Work = (form: FormData, at: { requestId: string; version: number }) => Promise<string>;

/** Runs an officer's act on this request, then shows the request again with what was done. */
async function perform({ request, params, url }: RequestEvent, work: Work) {
  const form = await request.formData();
  return act(form, async () => {
    const done = await work(form, {
      requestId: requireId(text(form, 'id')),
      version: Number(text(form, 'versi')) || 0,
    });
    const query = new URLSearchParams(
      [...url.searchParams].filter(([name]) => ['daftar', 'dari', 'sampai', 'cari'].includes(name)),
    );
    query.set('selesai', done);
    redirect(303, `/kantor/permohonan/${requireReference(params.ref)}?${query}`);
  });
}

const text = (form: FormData, name: string) => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

/** The reason in a ReasonForm: own words, or the kept phrase that was chosen. */
function reasonIn(form: FormData): string {
  const act = text(form, 'tindakan');
  return text(form, `alasan-${act}`).trim() || text(form, `kalimat-${act}`);
}

const move = (action: OfficeMove) => (event: RequestEvent) =>
  perform(event, async (form, at) => {
    const { village, visitor } = event.locals;
    const reason = reasonIn(form);
    const keepPhrase = form.has(`simpan-${text(form, 'tindakan')}`);
    await withVillage(village.id, (tx) =>
      moveRequest(tx, village, visitor, {
        ...at,
        action,
        reason,
        keepPhrase,
        newer: form.getAll('baru').map(String),
      }),
    );
    return action;
  });

export const actions: Actions = {
  terima: move('accept'),
  kembalikan: move('return'),
  tolak: move('reject'),
  /** Goes on without the introduction of the head of the RT or RW. */
  tanpaPengantar: (event) =>
    perform(event, async (form, at) => {
      const { village, visitor } = event.locals;
      await withVillage(village.id, (tx) =>
        waiveIntroduction(tx, village, visitor, { ...at, reason: reasonIn(form) }),
      );
      return 'waive';
    }),
  teruskan: move('forward'),
  periksaUlang: move('send-back'),
  setujui: (event) =>
    perform(event, async (form, at) => {
      const { village, visitor } = event.locals;
      const passphrase = text(form, 'frasa-sandi');
      await signRequest(village, visitor, {
        ...at,
        origin: event.url.origin,
        passphrase,
        chosen: typedChosen(form),
      });
      return 'approve';
    }),
  batalkanTandaTangan: (event) =>
    perform(event, async (form, at) => {
      const { village, visitor } = event.locals;
      await withVillage(village.id, (tx) =>
        giveUpSigning(tx, village, visitor, { ...at, reason: reasonIn(form) }),
      );
      return 'give-up';
    }),
  serahkan: (event) =>
    perform(event, async (form, at) => {
      const { village, visitor } = event.locals;
      const collectedBy = text(form, 'pengambil');
      await withScans(form, 'tanda-terima', ([receipt]) =>
        withVillage(village.id, (tx) =>
          handOverLetter(tx, village, visitor, { ...at, collectedBy, receipt }),
        ),
      );
      return 'hand-over';
    }),
  /** Leads on to a WhatsApp chat with the applicant. */
  kabari: chatting((tx, { village, visitor }, { ref }) =>
    openChat(tx, village, visitor, requireReference(ref)),
  ),
  cabut: (event) =>
    perform(event, async (form, at) => {
      const { village, visitor } = event.locals;
      await withVillage(village.id, (tx) =>
        withdrawLetter(tx, village, visitor, { ...at, reason: reasonIn(form) }),
      );
      return 'withdraw';
    }),
};
