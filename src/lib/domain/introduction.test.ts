import { expect, test } from 'vitest';
import {
  type IntroductionAction,
  type IntroductionState,
  introductionNames,
  leaderTitle,
  letsAccept,
  moveIntroduction,
} from './introduction.ts';

const states = Object.keys(introductionNames) as IntroductionState[];
const actions: IntroductionAction[] = ['confirm', 'decline', 'disown', 'waive', 'ask'];
const movers = ['leader', 'verifier', 'resident'] as const;

test('only the head answers, only while it waits; only an officer does without; only the resident asks anew', () => {
  const found = states.flatMap((state) =>
    actions.flatMap((action) =>
      movers.flatMap((by) => {
        const to = moveIntroduction(state, action, by);
        return to ? [`${by}: ${state} ${action} ${to}`] : [];
      }),
    ),
  );
  expect(found.sort()).toEqual(
    [
      'leader: waiting confirm confirmed',
      'leader: waiting decline declined',
      'leader: waiting disown disowned',
      'verifier: waiting waive waived',
      'verifier: declined waive waived',
      'verifier: disowned waive waived',
      'resident: waiting ask waiting',
      'resident: declined ask waiting',
      'resident: disowned ask waiting',
    ].sort(),
  );
});

test('the office takes on what was introduced, or what it decided to do without', () => {
  expect(states.filter(letsAccept)).toEqual(['confirmed', 'waived']);
});

test('a head is named by the place', () => {
  expect(leaderTitle('rt', { rt: '003', rw: '001' })).toBe('Ketua RT 003');
  expect(leaderTitle('rw', { rt: '003', rw: '001' })).toBe('Ketua RW 001');
});
