import { ageOn } from './dates-id.ts';
import { hamletTitle, UNDIVIDED } from './neighbourhood.ts';

/** Most slips made in one go: 334 sheets of paper, and half a minute of hashing. */
export const mostSlips = 2000;

/** From this age, or once married, people have a KTP and business of their own (UU 24/2013 art. 63). */
const adultAge = 17;

/** How many days the PINs of a batch may wait for their first use (docs/decisions/0006). */
export const validDays = [1, 3, 7] as const;
export type ValidDays = (typeof validDays)[number];

/**
 * Why somebody gets no PIN in a batch, as the rest of a sentence that begins with how many or who.
 * The order is that in which they are told.
 */
export const leftOutWords = {
  slip: 'masih punya slip PIN yang berlaku',
  active: 'akunnya sudah aktif',
  closed: 'akunnya ditutup petugas: buatkan satu per satu',
  own: 'akun petugas yang membuat: diurus petugas lain',
  temporary: 'masih memakai NIK sementara',
  young: `belum ${adultAge} tahun dan belum kawin`,
  birth: 'tanggal lahirnya belum tercatat',
  dead: 'sudah meninggal',
  gone: 'pindah, pergi, atau tidak lagi tercatat di desa',
  merged: 'data ganda yang sudah digabung',
} as const;
export type LeftOut = keyof typeof leftOutWords;

/** What decides whether somebody gets a PIN in a batch. */
export interface BatchCandidate {
  id: string;
  basicStatus: number;
  merged: boolean;
  nikTemporary: boolean;
  /** `YYYY-MM-DD` */
  birthDate: string | null;
  /** 1 never married. */
  maritalStatus: number | null;
  /** Of the account; null where there is none. */
  account: 'issued' | 'active' | 'closed' | null;
  /** Until when an unused slip is good. */
  slipUntil: Date | null;
}

/** The moment and circumstances under which it is decided. */
export interface BatchRules {
  at: Date;
  /** The village's day. */
  today: string;
  /** The resident that the issuing officer is, if on the register. */
  ownId: string | null;
  /** Slips that are still good are replaced: the batch makes up for those not handed over. */
  again: boolean;
}

/** Why this person gets no PIN in a batch; undefined when they do. */
export function leftOut(person: BatchCandidate, rules: BatchRules): LeftOut | undefined {
  if (person.merged) return 'merged';
  if (person.basicStatus === 2) return 'dead';
  if (person.basicStatus !== 1) return 'gone';
  if (person.id === rules.ownId) return 'own';
  if (person.nikTemporary) return 'temporary';
  if (person.account === 'active') return 'active';
  if (person.account === 'closed') return 'closed';
  if (
    person.account === 'issued' &&
    !rules.again &&
    person.slipUntil &&
    person.slipUntil > rules.at
  )
    return 'slip';
  if ((person.maritalStatus ?? 1) > 1) return undefined;
  if (!person.birthDate) return 'birth';
  return ageOn(person.birthDate, rules.today) < adultAge ? 'young' : undefined;
}

/** Part of a village: a hamlet, an RW or an RT of it. Empty parts stand for all beneath. */
export interface Place {
  hamlet: string;
  rw: string;
  rt: string;
}

/** "Dusun MEKAR SARI, RW 001, RT 002"; parts of a hamlet that is not divided are left out. */
export function placeWords({ hamlet, rw, rt }: Place): string {
  if (!hamlet) return 'Alamat belum tercatat';
  const part = (word: string, name: string) =>
    name && name !== UNDIVIDED ? `${word} ${name}` : '';
  return [hamletTitle(hamlet), part('RW', rw), part('RT', rt)].filter(Boolean).join(', ');
}

/** The numbers of 16 digits in a pasted list, and what else stands in it where one was expected. */
export function readNikList(pasted: string): { niks: string[]; others: string[] } {
  const niks = new Set<string>();
  const others: string[] = [];
  for (const line of pasted.split(/[\n,;\t]+/)) {
    const bare = line.replace(/[\s.'’-]/g, '');
    if (!bare) continue;
    if (/^\d{16}$/.test(bare)) niks.add(bare);
    else others.push(line.trim().slice(0, 40));
  }
  return { niks: [...niks], others };
}
