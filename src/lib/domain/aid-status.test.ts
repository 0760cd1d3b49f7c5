import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  aidActions,
  aidActionsFor,
  aidLive,
  aidPublic,
  aidStates,
  aidTransitions,
  moveAid,
  nextStage,
  type AidAction,
  type AidState,
} from './aid-status.ts';
import { access, may, type Capability, type StaffRole } from './roles.ts';

const acts = fc.array(fc.constantFrom(...aidActions), { maxLength: 40 });

/** The states that somebody passes through when these acts are tried one after the other. */
function life(from: AidState, tried: readonly AidAction[]): { action: AidAction; to: AidState }[] {
  let state = from;
  return tried.flatMap((action) => {
    const to = moveAid(state, action)?.to;
    if (!to) return [];
    state = to;
    return [{ action, to }];
  });
}

describe('a recipient’s life', () => {
  test('nothing is handed out to whom nothing was decided', () => {
    fc.assert(
      fc.property(acts, (tried) => {
        const steps = life('proposed', tried).map(({ action }) => action);
        const paid = steps.indexOf('pay');
        if (paid === -1) return;
        expect(steps.slice(0, paid)).toContain('decide');
        expect(steps.slice(0, paid)).toContain('activate');
        expect(steps.indexOf('verify')).toBeLessThan(steps.indexOf('decide'));
      }),
    );
  });

  test('whoever is published was decided on, and whoever is refused or stopped takes no place', () => {
    fc.assert(
      fc.property(acts, (tried) => {
        const steps = life('proposed', tried);
        for (const [index, { to }] of steps.entries()) {
          if (aidPublic.includes(to))
            expect(steps.slice(0, index + 1).map(({ action }) => action)).toContain('decide');
          expect(aidLive.includes(to)).toBe(to !== 'refused' && to !== 'stopped');
        }
      }),
    );
  });

  test('to refuse, to stop, to take back and to bring back is always said with a reason', () => {
    const withReason = ['refuse', 'stop', 'send-back', 'resume', 'reopen'] as const;
    for (const state of aidStates)
      for (const action of withReason) {
        const transition = moveAid(state, action);
        if (transition) expect(transition.asks, `${state} ${action}`).toBe('reason');
      }
  });

  test('every act can be done somewhere, and from everywhere somebody can be put right again', () => {
    const used = new Set(Object.values(aidTransitions).flatMap((table) => Object.keys(table)));
    expect([...used].toSorted()).toEqual([...aidActions].toSorted());
    for (const state of aidStates) expect(Object.keys(aidTransitions[state])).not.toEqual([]);
  });

  test('who prepares does not decide: an operator can neither decide, refuse, stop nor bring back', () => {
    const can =
      (...roles: StaffRole[]) =>
      (capability: Capability) =>
        may(roles, capability);
    const prepared = aidStates.flatMap((state) => aidActionsFor(state, can('operator')));
    expect(new Set(prepared)).toEqual(new Set(['verify', 'send-back', 'activate', 'pay', 'fail']));
    const decided = aidStates.flatMap((state) => aidActionsFor(state, can('head')));
    expect(new Set(decided)).toEqual(new Set(['refuse', 'decide', 'stop', 'resume', 'reopen']));
    expect(aidStates.flatMap((state) => aidActionsFor(state, can('overseer', 'editor')))).toEqual(
      [],
    );
    expect(access['aid.read']).toEqual(expect.arrayContaining([...access['aid.manage']]));
    expect(access['aid.read']).toEqual(expect.arrayContaining([...access['aid.decide']]));
  });
});

test('what comes next is the earliest stage that was not handed out, in whatever order they stand', () => {
  const stages = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 12 });
  fc.assert(
    fc.property(stages, fc.func(fc.boolean()), (numbers, isPaid) => {
      const listed = numbers.map((number) => ({ id: `t${number}`, number }));
      const paid = new Set(listed.filter(({ id }) => isPaid(id)).map(({ id }) => id));
      const left = numbers.filter((number) => !paid.has(`t${number}`));
      expect(nextStage(listed, paid)?.number).toBe(left.length ? Math.min(...left) : undefined);
    }),
  );
});
