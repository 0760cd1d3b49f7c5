import type { StatusTone } from './request-status.ts';

/**
 * The introduction (pengantar RT/RW) that a request may need: a small state of its own beside the
 * request's status, which stays *Menunggu Verifikasi* meanwhile.
 */
export type IntroductionState =
  /** For the head of the RT or RW to answer. */
  | 'waiting'
  | 'confirmed'
  | 'declined'
  /** "Bukan warga saya": not one of theirs. */
  | 'disowned'
  /** An officer went on without. */
  | 'waived';

export type IntroductionAction = 'confirm' | 'decline' | 'disown' | 'waive' | 'ask';

/** Who acts: the head of the RT or RW, an officer who verifies, or the resident who sends anew. */
type Mover = 'leader' | 'verifier' | 'resident';

/** State → what may be done with it, by whom, and the state after. */
const transitions: Record<
  IntroductionState,
  Partial<Record<IntroductionAction, { to: IntroductionState; by: Mover }>>
> = {
  waiting: {
    confirm: { to: 'confirmed', by: 'leader' },
    decline: { to: 'declined', by: 'leader' },
    disown: { to: 'disowned', by: 'leader' },
    waive: { to: 'waived', by: 'verifier' },
    ask: { to: 'waiting', by: 'resident' },
  },
  declined: {
    waive: { to: 'waived', by: 'verifier' },
    ask: { to: 'waiting', by: 'resident' },
  },
  disowned: {
    waive: { to: 'waived', by: 'verifier' },
    ask: { to: 'waiting', by: 'resident' },
  },
  confirmed: {},
  waived: {},
};

/** The state after an action; undefined where it is not that person's to take. */
export function moveIntroduction(
  state: IntroductionState,
  action: IntroductionAction,
  by: Mover,
): IntroductionState | undefined {
  const transition = transitions[state][action];
  return transition?.by === by ? transition.to : undefined;
}

/** Whether the office may take the request on: it was introduced, or somebody decided to do without. */
export const letsAccept = (state: IntroductionState): boolean =>
  state === 'confirmed' || state === 'waived';

/** How it stands, as the office reads it. */
export const introductionNames: Record<IntroductionState, string> = {
  waiting: 'Menunggu jawaban',
  confirmed: 'Diberikan',
  declined: 'Tidak diberikan',
  disowned: 'Bukan warganya',
  waived: 'Dilewati',
};

export const introductionTones: Record<IntroductionState, StatusTone> = {
  waiting: 'wait',
  confirmed: 'ok',
  declined: 'no',
  disowned: 'no',
  waived: 'quiet',
};

/** The head of an RT or RW as the resident reads it: "Ketua RT 003". */
export const leaderTitle = (level: 'rt' | 'rw', place: { rt: string; rw: string }): string =>
  level === 'rt' ? `Ketua RT ${place.rt}` : `Ketua RW ${place.rw}`;

/** How a waiting request stands for want of its introduction, for a list; null where nothing keeps it. */
export function introductionWords(
  state: IntroductionState,
  askedOf: string,
  late: boolean,
): string | null {
  if (letsAccept(state)) return null;
  if (state !== 'waiting') return `${askedOf}: ${introductionNames[state].toLowerCase()}`;
  return late ? `${askedOf} belum menjawab` : `menunggu ${askedOf}`;
}
