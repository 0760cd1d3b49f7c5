import { redirect } from '@sveltejs/kit';
import { formatDateFull, formatDateLong, formatDateTime } from '#lib/domain/dates-id.ts';
import {
  voiceCategories,
  voiceKindWords,
  voiceStateWords,
  voiceStepWords,
} from '#lib/domain/voice-words.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import {
  acceptAnswer,
  addWords,
  openOwnVoice,
  rateVoice,
  reopenVoice,
  type Holder,
  type ThreadLine,
} from '#lib/server/voices/index.ts';
import { act } from './act.ts';
import { readPictures } from './read-pictures.ts';

/** A step of the thread as the timeline shows it. */
function itemOf(line: ThreadLine, village: VillageContext, pictures: string) {
  const mine = line.side === 'reporter';
  const said = line.action === 'say' ? (mine ? 'Pesan Anda' : 'Pesan dari petugas desa') : '';
  return {
    title: said || voiceStepWords[line.action],
    state: line.action === 'refuse' ? ('bad' as const) : ('done' as const),
    when: formatDateTime(line.at, village.timeZone),
    by: mine ? 'Anda' : line.by,
    said: line.text,
    links: line.pictures.map((id, index) => ({
      href: `${pictures}/${id}`,
      label: `Foto ${index + 1}`,
    })),
  };
}

/**
 * A voice as its reporter reads it on a page.
 * @param base the page's address, under which pictures lie
 */
export async function reportersPage(
  village: VillageContext,
  holder: Holder,
  reference: string,
  base: string,
) {
  const voice = await withVillage(village.id, (tx) => openOwnVoice(tx, village, holder, reference));
  return {
    reference: voice.reference,
    title: voice.title,
    caption: voiceKindWords[voice.kind].name,
    state: voice.state,
    words: voiceStateWords[voice.state],
    due: voice.dueOn && formatDateFull(voice.dueOn),
    replyUntil: voice.replyUntil && formatDateLong(voice.replyUntil),
    forwarded: voice.forwarded,
    answer: voice.answer,
    published: voice.published,
    satisfied: voice.satisfied,
    mayReopen: voice.mayReopen,
    facts: [
      { label: 'Nomor tiket', value: voice.reference },
      { label: 'Tentang', value: voiceCategories[voice.category] },
      { label: 'Cerita', value: voice.story },
      { label: 'Kejadian', value: voice.happenedOn && formatDateLong(voice.happenedOn) },
      { label: 'Tempat', value: voice.where },
      { label: 'Tentang siapa', value: voice.about.join('\n') },
      {
        label: 'Kerahasiaan',
        value: voice.secret
          ? 'Rahasia'
          : voice.published
            ? `Tampil di papan desa${voice.anonymous ? ' tanpa nama' : ' dengan inisial'}`
            : 'Tidak tampil di papan desa',
      },
    ].filter(({ value }) => value),
    items: voice.thread.map((line) => itemOf(line, village, `${base}/foto`)),
  };
}

/** One form of the reporter's page: what it does, then the page again. */
export async function reportersAct(
  request: Request,
  village: VillageContext,
  holder: Holder,
  at: { reference: string; base: string },
  what: 'kirim' | 'terima' | 'buka' | 'nilai',
) {
  const form = await request.formData();
  return act(form, async () => {
    const { reference } = at;
    const said = (name: string) => {
      const text = form.get(name);
      return typeof text === 'string' ? text : undefined;
    };
    const pictures = what === 'kirim' ? await readPictures(form, 'foto') : [];
    await withVillage(village.id, async (tx) => {
      if (what === 'kirim')
        await addWords(tx, village, holder, { reference, text: said('pesan'), pictures });
      else if (what === 'terima') await acceptAnswer(tx, village, holder, reference);
      else if (what === 'buka')
        await reopenVoice(tx, village, holder, { reference, text: said('alasan') });
      else {
        const satisfied = said('puas') === 'ya';
        await rateVoice(tx, village, holder, { reference, satisfied });
      }
    });
    redirect(303, `${at.base}?selesai=${what}`);
  });
}
