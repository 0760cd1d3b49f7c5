import { formatDateFull } from '#lib/domain/dates-id.ts';
import type { IntroductionState } from '#lib/domain/introduction.ts';
import type { RequestAction, RequestStatus } from '#lib/domain/request-status.ts';

interface Event {
  at: Date;
  action: string;
  actor_role: string;
  actor_kind: string;
  note: string | null;
}

/** A step of a request's journey as Timeline.svelte draws it. */
export interface JourneyStep {
  title: string;
  state: 'done' | 'now' | 'next' | 'bad';
  when?: string;
  by?: string;
  said?: string;
}

type IntroductionStep =
  | 'ask-introduction'
  | 'confirm-introduction'
  | 'decline-introduction'
  | 'disown-introduction'
  | 'waive-introduction'
  | 'late-introduction';

const titles: Record<RequestAction | 'remind-soon' | 'remind-late' | IntroductionStep, string> = {
  send: 'Dikirim',
  correct: 'Dilengkapi dan dikirim lagi',
  cancel: 'Dibatalkan',
  accept: 'Diverifikasi',
  return: 'Dikembalikan untuk dilengkapi',
  reject: 'Ditolak',
  forward: 'Diproses',
  'send-back': 'Diperiksa ulang oleh petugas desa',
  approve: 'Disetujui dan ditandatangani',
  'hand-over': 'Surat diambil',
  file: 'Diajukan di loket',
  issue: 'Diajukan di loket dan dicetak',
  withdraw: 'Surat dicabut',
  'remind-soon': 'Petugas diingatkan: sudah dekat hari janji',
  'remind-late': 'Petugas diingatkan: lewat hari janji',
  'ask-introduction': 'Pengantar RT/RW diminta',
  'confirm-introduction': 'Pengantar diberikan',
  'decline-introduction': 'Pengantar tidak diberikan',
  'disown-introduction': 'Dijawab: bukan warganya',
  'waive-introduction': 'Dilanjutkan tanpa pengantar',
  'late-introduction': 'Pengantar belum dijawab: petugas diberi tahu',
};
const bad = new Set<string>([
  'return',
  'reject',
  'cancel',
  'withdraw',
  'remind-late',
  'decline-introduction',
  'disown-introduction',
  'late-introduction',
]);
/** Told by whoever leads the RT or RW; they are named by that, as officers are by their post. */
const byLeader = new Set<string>([
  'confirm-introduction',
  'decline-introduction',
  'disown-introduction',
]);

/**
 * What has happened, in the applicant's words, and what comes next.
 * @param tellTime how an instant reads in the village
 */
export function journeyOf(
  events: readonly Event[],
  standing: {
    request: { status: RequestStatus; promised_on: string | null };
    waitsFor: string | null;
    letter: { signature: string; collected_at: Date | null } | undefined;
    introduction?: { state: IntroductionState; asked_of: string; due_on: string } | undefined;
  },
  tellTime: (at: Date) => string,
): JourneyStep[] {
  const done: JourneyStep[] = events.map((e) => ({
    title: titles[e.action as keyof typeof titles],
    state: bad.has(e.action) ? 'bad' : 'done',
    when: tellTime(e.at),
    // The applicant knows that they sent it; officers are named by their post.
    by: e.actor_kind === 'staff' || byLeader.has(e.action) ? e.actor_role : undefined,
    // What one officer writes to another is not for the applicant.
    said: e.note && e.action !== 'send-back' ? e.note : undefined,
  }));
  const { status } = standing.request;
  const { introduction } = standing;
  if (status === 'waiting' && introduction?.state === 'waiting')
    done.push({
      title: `Menunggu pengantar ${introduction.asked_of}`,
      state: 'now',
      when: `paling lambat ${formatDateFull(introduction.due_on)}`,
    });
  if (status === 'waiting')
    done.push({
      title: 'Menunggu diperiksa petugas desa',
      state: introduction?.state === 'waiting' ? 'next' : 'now',
    });
  if (status === 'returned') done.push({ title: 'Menunggu Anda melengkapi', state: 'now' });
  if (status === 'processing')
    done.push({ title: `Menunggu ${standing.waitsFor ?? 'petugas desa'}`, state: 'now' });
  if (status === 'waiting' || status === 'processing')
    done.push({ title: 'Surat selesai', state: 'next' });
  if (
    status === 'approved' &&
    standing.letter?.signature === 'wet' &&
    !standing.letter.collected_at
  ) {
    done.push({ title: 'Ambil di kantor desa', state: 'now' });
  }
  return done;
}
