import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  moveVoice,
  openStates,
  owedStates,
  voiceActionsFor,
  voiceMoves,
  voiceStates,
  type VoiceAction,
  type VoiceMover,
  type VoiceState,
} from './voice-state.ts';

const movers: VoiceMover[] = ['verifier', 'assigner', 'assignee', 'reporter', 'system'];
const someMovers = fc.uniqueArray(fc.constantFrom(...movers));
const state = fc.constantFrom(...voiceStates);
const allActions = [
  ...new Set(voiceStates.flatMap((from) => Object.keys(voiceMoves[from]) as VoiceAction[])),
];
const action = fc.constantFrom(...allActions);

/** Every state that any steps from `from` lead to. */
function reach(from: VoiceState, by: readonly VoiceMover[]): Set<VoiceState> {
  const seen = new Set<VoiceState>([from]);
  for (const at of seen)
    for (const one of voiceActionsFor(at, by)) seen.add(moveVoice(at, one, by)!);
  return seen;
}

describe('a voice’s life', () => {
  it('goes the ordinary way', () => {
    const way: [VoiceAction, VoiceMover, VoiceState][] = [
      ['verify', 'verifier', 'verified'],
      ['assign', 'assigner', 'assigned'],
      ['begin', 'assignee', 'handling'],
      ['answer', 'assignee', 'asking'],
      ['reply', 'reporter', 'handling'],
      ['answer', 'assignee', 'asking'],
      ['accept', 'reporter', 'done'],
      ['reopen', 'reporter', 'verified'],
    ];
    let at: VoiceState = 'received';
    for (const [step, by, to] of way) {
      at = moveVoice(at, step, [by])!;
      expect(at, step).toBe(to);
    }
  });

  it('reaches every state from the beginning, but only through the office', () => {
    expect(reach('received', movers)).toEqual(new Set(voiceStates));
    expect(reach('received', ['assignee', 'reporter', 'system'])).toEqual(new Set(['received']));
  });

  it('can always come to an end', () => {
    const ends = voiceStates.filter((at) => !openStates.includes(at));
    for (const from of voiceStates)
      expect(
        ends.some((end) => reach(from, movers).has(end)),
        from,
      ).toBe(true);
  });

  it('allows no more to fewer people', () =>
    fc.assert(
      fc.property(state, someMovers, someMovers, (from, some, more) => {
        const few = voiceActionsFor(from, some);
        const many = voiceActionsFor(from, [...some, ...more]);
        return few.every((one) => many.includes(one));
      }),
    ));

  it('moves exactly where an action is offered', () =>
    fc.assert(
      fc.property(state, action, someMovers, (from, one, by) => {
        const to = moveVoice(from, one, by);
        return (to !== undefined) === voiceActionsFor(from, by).includes(one);
      }),
    ));

  it('leaves the office no step of the reporter, and the reporter none of the office', () =>
    fc.assert(
      fc.property(state, (from) => {
        const office = voiceActionsFor(from, ['verifier', 'assigner', 'assignee']);
        const theirs = voiceActionsFor(from, ['reporter']);
        return office.every((one) => !theirs.includes(one));
      }),
    ));

  it('always leaves somebody in the office a step while the office owes one', () => {
    for (const from of owedStates)
      expect(voiceActionsFor(from, ['verifier', 'assigner', 'assignee']), from).not.toEqual([]);
  });
});
