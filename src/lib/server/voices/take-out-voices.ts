import type { Visitor } from '#lib/domain/visitor.ts';
import {
  voiceCategories,
  voiceKindWords,
  voiceStateWords,
  voiceStepWords,
} from '#lib/domain/voice-words.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { listOwnVoices, openOwnVoice } from './own-voices.ts';

/** Everything that a resident has brought, secret ones too, in words of their language. */
export async function takeOutVoices(tx: VillageTx, village: VillageContext, visitor: Visitor) {
  const { own, joined } = await listOwnVoices(tx, village, visitor);
  const laporan = [];
  for (const { reference } of own) {
    const voice = await openOwnVoice(tx, village, { kind: 'resident', visitor }, reference);
    laporan.push({
      nomor: reference,
      jenis: voiceKindWords[voice.kind].name,
      tentang: voiceCategories[voice.category],
      judul: voice.title,
      cerita: voice.story,
      tempat: voice.where,
      tentang_siapa: voice.about,
      rahasia: voice.secret,
      anonim: voice.anonymous,
      keadaan: voiceStateWords[voice.state].label,
      perjalanan: voice.thread.map((line) => ({
        waktu: line.at,
        langkah: voiceStepWords[line.action],
        isi: line.text,
      })),
    });
  }
  return { laporan, didukung: joined.map(({ reference }) => reference) };
}
