import { Refusal } from '#lib/domain/refusal.ts';
import { may, type StaffRole } from '#lib/domain/roles.ts';
import { typedLine } from '#lib/domain/typed-text.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { readWords } from '#lib/domain/voice-input.ts';
import { moveVoice as stateAfter, type VoiceAction } from '#lib/domain/voice-state.ts';
import { now, type CleanUpload, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { carryOn, type Step } from './carry-on.ts';
import { findOfficersFor } from './office-store.ts';
import { getSeenLocked, moversOf, requireOfficer } from './policy.ts';
import { tellJoiners, tellReporter } from './tell-reporter.ts';
import { findAbout, type VoiceRow } from './voice-store.ts';

/** What an officer does with a voice, with what the form of it holds. */
export interface OfficeAct {
  reference: string;
  /** The version that the officer looked at. */
  version: number;
  action: VoiceAction;
  typed: Readonly<Record<string, string>>;
  pictures?: readonly CleanUpload[];
}

/** What an act changes beside the state, and what the reporter is told of it. */
type Part = Omit<Step, 'action' | 'to' | 'by' | 'actor'> & { told: string };

/**
 * Moves a voice on.
 * @throws Refusal 'not-found' (also for the one it is about), 'forbidden', 'conflict' when somebody was
 *   quicker, 'invalid' by field
 */
export async function moveVoice(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  act: OfficeAct,
): Promise<void> {
  requireOfficer(visitor, 'voices.handle');
  const voice = await getSeenLocked(tx, visitor, act.reference);
  if (voice.version !== act.version)
    throw new Refusal('conflict', 'Laporan ini baru saja diubah petugas lain. Muat ulang halaman.');
  const to = stateAfter(voice.state, act.action, await moversOf(tx, village.id, visitor, voice));
  if (!to)
    throw new Refusal(
      'forbidden',
      'Langkah ini bukan tugas Anda, atau sudah tidak bisa dilakukan.',
    );
  const { told, ...part } = await partOf(tx, village, voice, act);
  await carryOn(tx, village, voice, {
    action: act.action,
    to,
    by: { kind: 'staff', staffId: visitor.staffId },
    actor: visitor,
    pictures: act.pictures,
    ...part,
  });
  await tellReporter(tx, village.id, voice, told);
  if (voice.published_at) await tellJoiners(tx, village.id, voice, told);
}

async function partOf(
  tx: VillageTx,
  village: VillageContext,
  voice: VoiceRow,
  { action, typed }: OfficeAct,
): Promise<Part> {
  switch (action) {
    case 'verify':
      return verified(tx, voice, typed);
    case 'refuse': {
      const text = readWords(typed.alasan, 'alasan', 'Tulis alasan laporan ini ditolak');
      return {
        text,
        values: { answer: text },
        details: { reason: text },
        told: 'tidak dapat ditindaklanjuti. Baca alasannya.',
      };
    }
    case 'forward':
      return forwarded(typed);
    case 'assign':
      return assigned(tx, village, voice, typed);
    case 'begin':
      return { told: 'mulai ditindaklanjuti.' };
    case 'answer':
    case 'conclude': {
      const text = readWords(typed.jawaban, 'jawaban', 'Tulis jawaban untuk pelapor');
      const told =
        action === 'answer' ? 'sudah dijawab. Mohon tanggapan Anda.' : 'sudah selesai dan dijawab.';
      return { text, values: { answer: text }, told };
    }
    case 'reply':
    case 'accept':
    case 'reopen':
    case 'close':
      throw new Refusal('forbidden', 'Langkah ini bukan langkah petugas.');
  }
}

/** Put on the public board unless it is secret or about an official, or the officer says no. */
async function verified(tx: VillageTx, voice: VoiceRow, typed: OfficeAct['typed']): Promise<Part> {
  const about = await findAbout(tx, voice.id);
  const publish = typed.tayang === 'ya' && !voice.secret && about.length === 0;
  return {
    values: publish ? { published_at: now() } : {},
    told: publish
      ? 'sudah diperiksa dan tampil di papan desa tanpa data pribadi.'
      : 'sudah diperiksa petugas desa.',
  };
}

function forwarded(typed: OfficeAct['typed']): Part {
  const to = typedLine(typed.tujuan ?? '');
  if (to.length < 3 || to.length > 100) {
    const message = 'Tulis ke mana laporan ini diteruskan, misalnya: Camat.';
    throw new Refusal('invalid', message, { tujuan: message });
  }
  const number = typedLine(typed.nomor ?? '').slice(0, 60);
  const text = readWords(typed.catatan, 'catatan', 'Jelaskan kepada pelapor mengapa diteruskan');
  return {
    text,
    values: { answer: text, forwarded_to: to, forwarded_ref: number },
    details: { to, reason: text },
    told: `diteruskan ke ${to}.`,
  };
}

/** Officers to whom a voice can be given: those it is not about. */
export async function findHandlers(tx: VillageTx, voiceId: string) {
  return (await findOfficersFor(tx, voiceId)).filter(({ roles }) =>
    may(roles as StaffRole[], 'voices.handle'),
  );
}

async function assigned(
  tx: VillageTx,
  village: VillageContext,
  voice: VoiceRow,
  typed: OfficeAct['typed'],
): Promise<Part> {
  const faults: Record<string, string> = {};
  const officer = (await findHandlers(tx, voice.id)).find(({ id }) => id === typed.petugas);
  if (!officer) faults.petugas = 'Pilih siapa yang menindaklanjuti laporan ini.';
  const days = typed.hari?.trim() || String(village.voiceAnswerDays);
  const given = /^\d{1,2}$/.test(days) ? Number(days) : 0;
  if (given < 1 || given > 60) faults.hari = 'Isi batas waktu antara 1 dan 60 hari kerja.';
  const text = typedLine(typed.perintah ?? '');
  if (text.length > 300) faults.perintah = 'Tulis isi disposisi paling panjang 300 huruf.';
  const message = Object.values(faults)[0];
  if (message !== undefined || !officer) throw new Refusal('invalid', message ?? '', faults);
  return {
    text,
    given,
    values: { assignee_id: officer.id },
    details: { to: officer.name },
    told: `diteruskan kepada ${officer.position ?? 'petugas desa'} untuk ditindaklanjuti.`,
  };
}
