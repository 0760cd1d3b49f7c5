import { readVoice } from '../../src/lib/domain/voice-input.ts';
import type { StaffVisitor } from '../../src/lib/domain/visitor.ts';
import { newFormToken } from '../../src/lib/server/access/index.ts';
import { now, setClock, withVillage, type VillageTx } from '../../src/lib/server/platform/index.ts';
import { findOfficials, type VillageContext } from '../../src/lib/server/villages/index.ts';
import {
  acceptAnswer,
  addNote,
  addWords,
  joinVoice,
  moveVoice,
  openVoice,
  rateVoice,
  reopenVoice,
  sayToReporter,
  sendAsStranger,
  sendVoice,
  voiceChoices,
  watchVoices,
  type Holder,
} from '../../src/lib/server/voices/index.ts';
import { demoVoices, type VoiceAct, type VoiceStory } from './demo-voices.ts';
import { drawnPhoto, officeMoment, type Cast } from './play-stories.ts';

const minute = 60_000;
type Officer = (role: string) => StaffVisitor;

/**
 * Plays the voices of the demonstration through the real use-cases, each at the moment when it would
 * have been, and lets the watch over them see what is late.
 */
export async function playVoices(
  village: VillageContext,
  cast: Cast,
  officerOf: Officer,
): Promise<void> {
  const present = now();
  try {
    for (const [index, story] of demoVoices.entries()) {
      let at = officeMoment(village, present, story.daysAgo, index + 5);
      const goOn = (minutes: number) => {
        at = new Date(Math.min(at.getTime() + minutes * minute, present.getTime()));
        setClock({ now: () => at });
      };
      goOn(0);
      const { reference, holder } = await send(village, cast, officerOf, story, goOn);
      for (const [step, act] of story.acts.entries()) {
        goOn(25 + ((index * 37 + step * 31) % 60));
        // An answer takes a day or two.
        if (act.does === 'answer') goOn((1 + (index % 2)) * 24 * 60);
        await play(village, officerOf, { reference, holder }, act);
        if (act.does === 'verify') await join(village, cast, story, reference);
      }
    }
  } finally {
    setClock();
  }
  await watchVoices(village.id);
}

async function send(
  village: VillageContext,
  cast: Cast,
  officerOf: Officer,
  story: VoiceStory,
  goOn: (minutes: number) => void,
): Promise<{ reference: string; holder: Holder }> {
  const voice = await withVillage(village.id, (tx) => read(tx, village, officerOf, story));
  const key = crypto.randomUUID();
  const pictures = story.photo ? [await drawnPhoto(story.typed.judul!)] : [];
  if (story.who !== 'stranger') {
    const visitor = cast.residentOf(story.who);
    const reference = await withVillage(village.id, (tx) =>
      sendVoice(tx, village, visitor, { voice, key, pictures }),
    );
    return { reference, holder: { kind: 'resident', visitor } };
  }
  const opened = newFormToken(village.id);
  goOn(4);
  const caller = {
    village,
    // Sending needs no cookie.
    cookies: {} as Parameters<typeof sendAsStranger>[0]['cookies'],
    ...{ secure: false, origin: '192.0.2.10', userAgent: '' },
  };
  const typed = { ...story.typed, kunci: key };
  const ticket = await sendAsStranger(caller, { voice, key, pictures, typed, opened, trap: '' });
  return { reference: ticket!.reference, holder: { kind: 'ticket', code: ticket!.code } };
}

async function read(
  tx: VillageTx,
  village: VillageContext,
  officerOf: Officer,
  { typed, about }: VoiceStory,
) {
  const { areas, officials, today } = await voiceChoices(tx, village);
  const accused = about && officerOf(about).staffId;
  const named = (await findOfficials(tx)).filter((one) => accused && one.staff_id === accused);
  const tentang = named.map(({ id }) => id).join(',');
  return readVoice(
    { ...typed, tentang, wilayah: areas[typed.judul!.length % areas.length] ?? '' },
    { areas, officials: officials.map(({ id }) => id), today },
  );
}

async function play(
  village: VillageContext,
  officerOf: Officer,
  { reference, holder }: { reference: string; holder: Holder },
  act: VoiceAct,
) {
  const run = <T>(work: (tx: VillageTx) => Promise<T>) => withVillage(village.id, work);
  const text = act.words;
  if (act.by === 'reporter') {
    if (act.does === 'accept') return run((tx) => acceptAnswer(tx, village, holder, reference));
    if (act.does === 'reopen')
      return run((tx) => reopenVoice(tx, village, holder, { reference, text }));
    if (act.does === 'say') return run((tx) => addWords(tx, village, holder, { reference, text }));
    return run((tx) => rateVoice(tx, village, holder, { reference, satisfied: true }));
  }
  const officer = officerOf(act.by);
  const { does } = act;
  if (does === 'note') return run((tx) => addNote(tx, village.id, officer, { reference, text }));
  if (does === 'say')
    return run((tx) => sayToReporter(tx, village.id, officer, { reference, text }));
  const { voice, about } = await run((tx) => openVoice(tx, village, officer, reference));
  const typed = {
    ...{ tayang: 'ya', alasan: text ?? '', jawaban: text ?? '', perintah: text ?? '' },
    ...{ catatan: text ?? '', tujuan: 'Camat', nomor: '' },
    petugas: officerOf(about.length ? 'secretary' : 'official').staffId,
  };
  const { version } = voice;
  return run((tx) => moveVoice(tx, village, officer, { reference, version, action: does, typed }));
}

async function join(village: VillageContext, cast: Cast, story: VoiceStory, reference: string) {
  for (let i = 0; i < (story.joined ?? 0); i++)
    await withVillage(village.id, (tx) =>
      joinVoice(tx, village.id, cast.residentOf(30 + i), reference),
    );
}
