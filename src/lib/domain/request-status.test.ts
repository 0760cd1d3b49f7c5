import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  actionsFor,
  move,
  statusNames,
  transitions,
  waitsFor,
  type ChainRole,
  type Mobile,
  type Position,
  type RequestAction,
  type RequestStatus,
} from './request-status.ts';
import { staffRoles } from './roles.ts';

const statuses = Object.keys(transitions) as RequestStatus[];
const actions: RequestAction[] = [
  ...new Set(statuses.flatMap((s) => Object.keys(transitions[s]) as RequestAction[])),
];
const chain = fc.array(fc.constantFrom<ChainRole>('official', 'secretary', 'head'), {
  minLength: 1,
  maxLength: 4,
});
const who: fc.Arbitrary<Mobile> = fc.oneof(
  fc.constant<Mobile>({ kind: 'resident' }),
  fc.subarray([...staffRoles]).map((roles): Mobile => ({ kind: 'staff', roles })),
);
const position: fc.Arbitrary<Position> = fc
  .tuple(fc.constantFrom(...statuses), chain, fc.nat(3))
  .map(([status, c, step]) => ({ status, chain: c, step: Math.min(step, c.length - 1) }));

test('the words on screen are exactly those residents were taught', () => {
  expect(statusNames).toEqual({
    draft: 'Draf',
    waiting: 'Menunggu Verifikasi',
    returned: 'Perlu Dilengkapi',
    processing: 'Sedang Diproses',
    approved: 'Disetujui',
    rejected: 'Ditolak',
    cancelled: 'Dibatalkan',
    withdrawn: 'Dicabut',
  });
});

describe('any position, anyone', () => {
  test('an action is offered exactly if it can be done, and leads to a known status', () => {
    fc.assert(
      fc.property(position, who, fc.constantFrom(...actions), (p, w, action) => {
        const next = move(p, action, w);
        expect(next !== undefined).toBe(actionsFor(p, w).includes(action));
        if (next) expect(statuses).toContain(next.status);
      }),
    );
  });

  test('what is over stays over', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<RequestStatus>('rejected', 'cancelled', 'withdrawn'),
        chain,
        who,
        (status, c, w) => {
          expect(actionsFor({ status, chain: c, step: 0 }, w)).toEqual([]);
        },
      ),
    );
  });

  test('only the last role of the chain approves, on the last step', () => {
    fc.assert(
      fc.property(position, who, (p, w) => {
        if (!actionsFor(p, w).includes('approve')) return;
        expect(p.status).toBe('processing');
        expect(p.step).toBe(p.chain.length - 1);
        expect(w.kind === 'staff' && w.roles.includes(p.chain.at(-1)!)).toBe(true);
      }),
    );
  });

  test('an officer without the role that is due moves nothing', () => {
    fc.assert(
      fc.property(position, fc.subarray([...staffRoles]), (p, roles) => {
        if (p.status !== 'waiting' && p.status !== 'processing') return;
        if (waitsFor(p).some((r) => roles.includes(r))) return;
        expect(actionsFor(p, { kind: 'staff', roles })).toEqual([]);
      }),
    );
  });

  test('a resident never does what the office does', () => {
    fc.assert(
      fc.property(position, (p) => {
        for (const action of actionsFor(p, { kind: 'resident' }))
          expect(['send', 'correct', 'cancel']).toContain(action);
      }),
    );
  });

  test('an accepted request reaches approval in as many steps as its chain is long', () => {
    fc.assert(
      fc.property(chain, (c) => {
        let p: Position = { status: 'waiting', chain: c, step: 0 };
        p = move(p, 'accept', { kind: 'staff', roles: ['operator'] })!;
        let steps = 0;
        while (p.status === 'processing') {
          const roles = waitsFor(p);
          p = move(p, p.step === c.length - 1 ? 'approve' : 'forward', { kind: 'staff', roles })!;
          steps += 1;
        }
        expect(p.status).toBe('approved');
        expect(steps).toBe(c.length);
      }),
    );
  });
});
