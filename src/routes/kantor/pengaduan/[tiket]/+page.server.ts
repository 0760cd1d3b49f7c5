import { redirect } from '@sveltejs/kit';
import { formatDateFull, formatDateLong, formatDateTime } from '#lib/domain/dates-id.ts';
import { may } from '#lib/domain/roles.ts';
import type { VoiceAction } from '#lib/domain/voice-state.ts';
import {
  forwardTargets,
  voiceCategories,
  voiceKindWords,
  voiceStateWords,
  voiceStepWords,
} from '#lib/domain/voice-words.ts';
import { isChannelOpen } from '#lib/server/channels/index.ts';
import { findPhrases } from '#lib/server/letters/index.ts';
import { withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import {
  addNote,
  moveVoice,
  openChat,
  openIdentity,
  openVoice,
  publishVoice,
  sayToReporter,
} from '#lib/server/voices/index.ts';
import { act, typedValues } from '#lib/server/web/act.ts';
import { chatting } from '#lib/server/web/chatting.ts';
import { readPictures } from '#lib/server/web/read-pictures.ts';
import { requireTicket } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, params, url }) => {
  const reference = requireTicket(params.tiket);
  const { opened, phrases, gateway } = await withVillage(village.id, async (tx) => ({
    opened: await openVoice(tx, village, visitor, reference),
    phrases: {
      voice: (await findPhrases(tx, 'voice')).map(({ text }) => text),
      reject: (await findPhrases(tx, 'reject')).map(({ text }) => text),
    },
    gateway: await isChannelOpen(tx, 'whatsapp'),
  }));
  const { voice } = opened;
  const position =
    voice.latitude !== null && voice.longitude !== null
      ? `${voice.latitude}, ${voice.longitude}`
      : '';
  return {
    done: url.searchParams.get('selesai'),
    reference,
    version: voice.version,
    title: voice.title,
    caption: `${voiceKindWords[voice.kind].name} · ${reference}`,
    state: voiceStateWords[voice.state],
    marks: [
      voice.secret && 'Rahasia',
      voice.anonymous && 'Anonim',
      voice.published_at && 'Tampil di papan desa',
    ].filter((mark) => mark !== false && mark !== null),
    due: voice.due_on && formatDateFull(voice.due_on),
    overdue: opened.overdue,
    replyUntil: voice.reply_until && formatDateLong(voice.reply_until),
    story: voice.story,
    position,
    facts: [
      { label: 'Pelapor', value: opened.reporter },
      { label: 'Tentang', value: voiceCategories[voice.category] },
      { label: 'Kejadian', value: voice.happened_on && formatDateLong(voice.happened_on) },
      { label: 'Tempat', value: [voice.area, voice.place].filter(Boolean).join('\n') },
      { label: 'Tentang perangkat', value: opened.about.join('\n') },
      {
        label: 'Diteruskan ke',
        value: [voice.forwarded_to, voice.forwarded_ref].filter(Boolean).join(', nomor '),
      },
      { label: 'Pendukung', value: opened.joiners ? `${opened.joiners} warga` : '' },
      {
        label: 'Penilaian pelapor',
        value: voice.satisfied === null ? '' : voice.satisfied ? 'Puas' : 'Belum puas',
      },
    ].filter(({ value }) => value),
    items: opened.thread.map((line) => ({
      title:
        line.action === 'say'
          ? line.side === 'reporter'
            ? 'Pesan pelapor'
            : 'Pesan kepada pelapor'
          : voiceStepWords[line.action],
      state: line.action === 'refuse' ? ('bad' as const) : ('done' as const),
      when: formatDateTime(line.at, village.timeZone),
      by: line.side === 'reporter' ? 'Pelapor' : line.by,
      said: line.text,
      links: line.pictures.map((id, index) => ({
        href: `/kantor/pengaduan/${reference}/foto/${id}`,
        label: `Foto ${index + 1}`,
      })),
    })),
    actions: opened.actions,
    officers: opened.handlers.map(({ id, name, position: post }) => ({
      value: id,
      label: post ? `${name}, ${post}` : name,
    })),
    answerDays: String(village.voiceAnswerDays),
    targets: forwardTargets,
    phrases,
    publishable: opened.publishable,
    published: voice.published_at !== null,
    mayPublish: opened.mayPublish,
    maySay: opened.maySay && visitor.kind === 'staff' && may(visitor.roles, 'voices.handle'),
    mayNote: opened.mayNote,
    mayIdentify: opened.mayIdentify,
    /** Until the village has a gateway, an officer tells the reporter from their own phone. */
    chat: opened.mayChat && !gateway,
  };
};

type Work = (
  tx: VillageTx,
  event: RequestEvent,
  form: { reference: string; typed: Record<string, string> },
) => Promise<unknown>;

/** An act on this report, then the report again with what was done. */
const perform = (done: string, work: Work) => async (event: RequestEvent) => {
  const form = await event.request.formData();
  return act(form, async () => {
    const reference = requireTicket(event.params.tiket);
    const typed = typedValues(form);
    await withVillage(event.locals.village.id, (tx) => work(tx, event, { reference, typed }));
    redirect(303, `/kantor/pengaduan/${reference}?selesai=${done}`);
  });
};

/** A move, with the pictures that prove what was done where the form sends any. */
const moving = (action: VoiceAction) => async (event: RequestEvent) => {
  const form = await event.request.formData();
  const { village, visitor } = event.locals;
  return act(form, async () => {
    const reference = requireTicket(event.params.tiket);
    const pictures = await readPictures(form, 'foto');
    const typed = typedValues(form);
    const version = Number(typed.versi);
    await withVillage(village.id, (tx) =>
      moveVoice(tx, village, visitor, { reference, version, action, typed, pictures }),
    );
    redirect(303, `/kantor/pengaduan/${reference}?selesai=${action}`);
  });
};

export const actions: Actions = {
  verifikasi: moving('verify'),
  tolak: moving('refuse'),
  teruskan: moving('forward'),
  disposisi: moving('assign'),
  mulai: moving('begin'),
  jawab: moving('answer'),
  selesaikan: moving('conclude'),
  pesan: perform('pesan', (tx, { locals: { village, visitor } }, { reference, typed }) =>
    sayToReporter(tx, village.id, visitor, { reference, text: typed.pesan }),
  ),
  catat: perform('catatan', (tx, { locals: { village, visitor } }, { reference, typed }) =>
    addNote(tx, village.id, visitor, { reference, text: typed.catatanKantor }),
  ),
  papan: perform('papan', (tx, { locals: { village, visitor } }, { reference, typed }) =>
    publishVoice(tx, village.id, visitor, { reference, publish: typed.tayang === 'ya' }),
  ),
  /** Leads on to a WhatsApp chat with the reporter. */
  kabari: chatting((tx, { village, visitor }, { tiket }) =>
    openChat(tx, village, visitor, requireTicket(tiket)),
  ),
  identitas: async ({ request, params, locals: { village, visitor } }) => {
    const form = await request.formData();
    return act(form, async () => {
      const reference = requireTicket(params.tiket);
      const reason = typedValues(form).alasanIdentitas;
      const identity = await withVillage(village.id, (tx) =>
        openIdentity(tx, village, visitor, { reference, reason }),
      );
      return { identity };
    });
  },
};
