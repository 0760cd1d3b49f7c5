/** Where a voice (pengaduan, aspirasi, permintaan informasi) stands. */
export const voiceStates = [
  'received',
  'verified',
  'assigned',
  'handling',
  'asking',
  'done',
  'refused',
  'forwarded',
] as const;
export type VoiceState = (typeof voiceStates)[number];

/** What moves a voice on. */
export type VoiceAction =
  | 'verify'
  | 'refuse'
  | 'forward'
  | 'assign'
  | 'begin'
  | 'answer'
  | 'conclude'
  | 'reply'
  | 'accept'
  | 'reopen'
  | 'close';

/**
 * Who moves it: an officer who verifies, one who assigns, the one it was given to, the reporter, or
 * time itself.
 */
export type VoiceMover = 'verifier' | 'assigner' | 'assignee' | 'reporter' | 'system';

interface Move {
  to: VoiceState;
  by: readonly VoiceMover[];
}

const outward = {
  refuse: { to: 'refused', by: ['verifier', 'assigner'] },
  forward: { to: 'forwarded', by: ['verifier', 'assigner'] },
} as const;

/** The one table of a voice's life. */
export const voiceMoves: Readonly<Record<VoiceState, Partial<Record<VoiceAction, Move>>>> = {
  received: { verify: { to: 'verified', by: ['verifier'] }, ...outward },
  verified: { assign: { to: 'assigned', by: ['assigner'] }, ...outward },
  assigned: {
    begin: { to: 'handling', by: ['assignee'] },
    assign: { to: 'assigned', by: ['assigner'] },
    ...outward,
  },
  handling: {
    answer: { to: 'asking', by: ['assignee'] },
    assign: { to: 'assigned', by: ['assigner'] },
    ...outward,
  },
  asking: {
    reply: { to: 'handling', by: ['reporter'] },
    accept: { to: 'done', by: ['reporter'] },
    close: { to: 'done', by: ['system'] },
  },
  // Whoever assigns looks at it anew.
  done: { reopen: { to: 'verified', by: ['reporter'] } },
  refused: {},
  // What came back from there is the answer.
  forwarded: { conclude: { to: 'done', by: ['verifier', 'assigner'] } },
};

/** The actions open to somebody who is all of `movers`, in the order in which they are offered. */
export function voiceActionsFor(state: VoiceState, movers: readonly VoiceMover[]): VoiceAction[] {
  const table = voiceMoves[state];
  return (Object.keys(table) as VoiceAction[]).filter((action) =>
    table[action]!.by.some((mover) => movers.includes(mover)),
  );
}

/**
 * The state after an action.
 * @returns undefined when it is not open to them
 */
export function moveVoice(
  state: VoiceState,
  action: VoiceAction,
  movers: readonly VoiceMover[],
): VoiceState | undefined {
  return voiceActionsFor(state, movers).includes(action)
    ? voiceMoves[state][action]!.to
    : undefined;
}

/** While the office owes the next step. */
export const owedStates: readonly VoiceState[] = ['received', 'verified', 'assigned', 'handling'];

/** While nothing is decided yet, so that others may join. */
export const openStates: readonly VoiceState[] = [...owedStates, 'asking'];

/** Actions that are an answer to the reporter: the day that was owed is held against the first one. */
export const answeringActions: readonly VoiceAction[] = ['answer', 'refuse', 'forward'];
