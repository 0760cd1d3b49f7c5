import { formatDateLong } from '#lib/domain/dates-id.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import type { Contact } from '#lib/domain/voice-input.ts';
import { isVoiceCategory } from '#lib/domain/voice-words.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findFromElsewhere, findSeen } from './office-store.ts';
import { requireOfficer } from './policy.ts';
import { codeDigest, contactMac, followCode, originMac } from './reporter.ts';
import { keepStrangersVoice } from './send-voice.ts';
import { insertStep } from './thread-store.ts';
import { today, voiceChoices } from './village-rules.ts';
import { findReferenceOfForm } from './voice-store.ts';

/** A complaint that another system had not finished. */
export interface VoiceFromElsewhere {
  /** A UUID that names it: taken over twice, it is one. */
  key: string;
  title: string;
  story: string;
  reporter: Contact;
  /** `YYYY-MM-DD`, or null. */
  onDate: string | null;
  /** What the office had said to it, the oldest first. */
  replies: readonly { onDate: string | null; text: string }[];
}

const longestTitle = 120;
const longestStory = 4000;
const longestWords = 2000;

/** Which of these became voices, by ticket number, and which of them are about this officer. */
export async function findTakenOver(
  tx: VillageTx,
  officer: StaffVisitor,
): Promise<{ references: Map<string, string>; hidden: string[] }> {
  const rows = await findFromElsewhere(tx, officer.staffId);
  const seen = rows.filter((row) => !row.about);
  return {
    references: new Map(seen.map((row) => [row.send_key, row.reference])),
    hidden: rows.filter((row) => row.about).map((row) => row.send_key),
  };
}

/**
 * Goes on with a complaint of another system as a voice of ours: as if it came in today, from somebody
 * who did not sign in, never public by itself.
 * @param typed `kategori`, and `tentang` with the ids of officials whom it is about, parted by commas
 * @returns its ticket number
 * @throws Refusal 'forbidden'; 'invalid' by field, also where it is about the officer who asks
 */
export async function takeOverVoice(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  brought: VoiceFromElsewhere,
  typed: Readonly<Record<string, string>>,
): Promise<string> {
  requireOfficer(visitor, 'voices.verify');
  const { key, reporter, onDate } = brought;
  const again = await findReferenceOfForm(tx, key);
  if (again) return again;
  const { category, about } = await readTyped(tx, village, typed);
  const voice = {
    kind: 'complaint' as const,
    category,
    title: brought.title.slice(0, longestTitle) || 'Pengaduan tanpa judul',
    story: brought.story.slice(0, longestStory),
    happenedOn: null,
    area: '',
    place: '',
    position: null,
    about,
    anonymous: true,
    secret: false,
  };
  const reference = await keepStrangersVoice(tx, village, { voice, key, pictures: [] }, reporter, {
    contact: contactMac(village.id, reporter.contact || reporter.name),
    origin: originMac(village.id, 'elsewhere', today(village)),
    code: codeDigest(followCode(village.id, key)),
  });
  const kept = await findSeen(tx, visitor.staffId, reference);
  if (!kept) {
    const message = 'Pengaduan ini tentang Anda sendiri. Minta petugas lain melanjutkannya.';
    throw new Refusal('invalid', message, { tentang: message });
  }
  await insertStep(tx, {
    village_id: village.id,
    voice_id: kept.id,
    at: now(),
    action: 'take-over',
    to_state: 'received',
    by_kind: 'staff',
    staff_id: visitor.staffId,
    text: [
      onDate ? `Dikirim ${formatDateLong(onDate)}.` : '',
      ...brought.replies.map((reply) => said(reply)),
    ]
      .filter(Boolean)
      .join('\n')
      .slice(0, longestWords),
  });
  await recordEvent(tx, village.id, visitor, {
    action: 'voices.take-over',
    subjectKind: 'voice',
    subjectId: kept.id,
    details: { reference },
  });
  return reference;
}

const said = ({ onDate, text }: VoiceFromElsewhere['replies'][number]) =>
  `Tanggapan lama${onDate ? `, ${formatDateLong(onDate)}` : ''}: ${text}`;

async function readTyped(
  tx: VillageTx,
  village: VillageContext,
  typed: Readonly<Record<string, string>>,
) {
  const category = typed.kategori ?? '';
  const about = [...new Set((typed.tentang ?? '').split(',').filter(Boolean))];
  const officials = (await voiceChoices(tx, village)).officials.map(({ id }) => id);
  const faults: Record<string, string> = {};
  if (!isVoiceCategory(category)) faults.kategori = 'Pilih tentang apa.';
  if (about.some((id) => !officials.includes(id)))
    faults.tentang = 'Pilih perangkat desa dari daftar.';
  const [fault] = Object.values(faults);
  if (fault !== undefined || !isVoiceCategory(category))
    throw new Refusal('invalid', fault ?? '', faults);
  return { category, about };
}
