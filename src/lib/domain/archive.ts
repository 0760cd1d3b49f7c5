import { mailStateWords } from './mail.ts';
import type { StatusTone } from './request-status.ts';

/** What stands in the archive: issued on request, written by the office, come in, brought along. */
export const archiveKinds = {
  letter: 'Surat layanan',
  outgoing: 'Surat keluar kantor',
  incoming: 'Surat masuk',
  carried: 'Arsip lama (OpenSID)',
} as const;
export type ArchiveKind = keyof typeof archiveKinds;

export const isArchiveKind = (name: string): name is ArchiveKind =>
  Object.hasOwn(archiveKinds, name);

/** States of what is in the archive, as the database keeps them; a word and its colour. */
const states = {
  valid: { label: 'Berlaku', tone: 'ok' },
  uncollected: { label: 'Belum diambil', tone: 'wait' },
  withdrawn: { label: 'Dicabut', tone: 'no' },
  unsent: { label: 'Belum dikirim', tone: 'wait' },
  sent: { label: 'Dikirim', tone: 'ok' },
  void: { label: 'Dibatalkan', tone: 'no' },
  ...mailStateWords,
} as const satisfies Record<string, { label: string; tone: StatusTone }>;
type EntryState = keyof typeof states;

const expired = { label: 'Lewat masa berlaku', tone: 'quiet' } as const;

/** A state in words; one brought along from another system has none. */
export function stateWords(
  state: string,
  validUntil: string | null,
  today: string,
): { label: string; tone: StatusTone } | undefined {
  if (!Object.hasOwn(states, state)) return undefined;
  const lapsed = validUntil !== null && validUntil < today;
  return lapsed && state !== 'withdrawn' ? expired : states[state as EntryState];
}

/** What the list can be narrowed to, as addresses name it. */
export const archiveStates: Readonly<Record<string, { label: string; states: EntryState[] }>> = {
  berlaku: { label: 'Berlaku', states: ['valid', 'uncollected'] },
  'lewat-masa': { label: 'Lewat masa berlaku', states: ['valid', 'uncollected'] },
  'belum-diambil': { label: 'Belum diambil', states: ['uncollected'] },
  dicabut: { label: 'Dicabut atau dibatalkan', states: ['withdrawn', 'void'] },
  'belum-dikirim': { label: 'Belum dikirim', states: ['unsent'] },
  dikirim: { label: 'Dikirim', states: ['sent'] },
  'menunggu-disposisi': { label: 'Menunggu disposisi', states: ['waiting'] },
  ditindaklanjuti: { label: 'Ditindaklanjuti', states: ['under-way'] },
  selesai: { label: 'Selesai', states: ['done'] },
};
