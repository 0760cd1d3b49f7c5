import { randomUUID } from 'node:crypto';
import { readVoice } from '../../src/lib/domain/voice-input.ts';
import { newFormToken } from '../../src/lib/server/access/index.ts';
import { now, setClock } from '../../src/lib/server/platform/index.ts';
import {
  moveVoice,
  openOwnVoice,
  sendAsStranger,
  sendVoice,
  voiceChoices,
} from '../../src/lib/server/voices/index.ts';
import { Browser } from '../callers.ts';
import { photo, type LetterOffice } from '../letters/letter-office.ts';

const typed = {
  jenis: 'complaint',
  kategori: 'jalan',
  judul: 'Jalan ke sawah berlubang',
  cerita: 'Jalan menuju sawah berlubang dalam sejak hujan minggu lalu, motor sering jatuh.',
};

/** One voice of the resident's on the public board, and one that came without signing in; each with a picture. */
export async function furnishVoices({ run, village, siti, operator }: LetterOffice) {
  const voice = await run(async (tx) => {
    const { areas, today } = await voiceChoices(tx, village);
    return readVoice(typed, { areas, officials: [], today });
  });
  const pictures = [await photo()];
  const reference = await run((tx) =>
    sendVoice(tx, village, siti, { voice, key: randomUUID(), pictures }),
  );
  const own = await run((tx) =>
    openOwnVoice(tx, village, { kind: 'resident', visitor: siti }, reference),
  );
  await run((tx) =>
    moveVoice(tx, village, operator, {
      ...{ reference, version: 1, action: 'verify' },
      typed: { tayang: 'ya' },
    }),
  );

  const key = randomUUID();
  const opened = newFormToken(village.id);
  const sent = now();
  // As somebody would have typed it: a while after the form was opened.
  setClock({ now: () => new Date(sent.getTime() + 60_000) });
  const ticket = await sendAsStranger(new Browser(village), {
    ...{ voice, key, pictures, opened, trap: '' },
    typed: { kontak: '081234567890', kunci: key },
  });
  setClock();
  const holder = { kind: 'ticket', code: ticket!.code } as const;
  const strangers = await run((tx) => openOwnVoice(tx, village, holder, ticket!.reference));
  return {
    voice: reference,
    voicePicture: own.thread[0]!.pictures[0]!,
    strangerVoice: ticket!.reference,
    strangerCode: ticket!.code,
    strangerPicture: strangers.thread[0]!.pictures[0]!,
  };
}
