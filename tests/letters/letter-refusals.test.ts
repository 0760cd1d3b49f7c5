import { describe, expect, test } from 'vitest';
import { Refusal } from '../../src/lib/domain/refusal.ts';
import type { StaffVisitor } from '../../src/lib/domain/visitor.ts';
import { verifyChain } from '../../src/lib/server/audit/index.ts';
import {
  approveRequest,
  cancelRequest,
  downloadOwnLetter,
  getOwnRequest,
  moveRequest,
  saveDraft,
  startDraft,
  submitRequest,
} from '../../src/lib/server/letters/index.ts';
import { makeResident, makeStaff, residentVisitor, staffVisitor } from '../factories.ts';
import { useWorld } from '../world.ts';
import { examples } from './examples.ts';
import { origin, simple } from './letter-office.ts';
import { refused, useLetterOffice } from './use-letter-office.ts';

const world = useWorld();
const office = useLetterOffice();

describe('refusals', () => {
  test('sent twice over a bad line, it is one request', async () => {
    const id = await office.run((tx) =>
      startDraft(tx, office.village, office.siti, { slug: simple }),
    );
    await office.run((tx) => saveDraft(tx, office.siti, id, examples(simple)));
    const key = crypto.randomUUID();
    const both = await Promise.all(
      [1, 2].map(() =>
        office.run((tx) =>
          submitRequest(tx, office.village, office.siti, { requestId: id, idempotencyKey: key }),
        ),
      ),
    );
    expect(both[0]).toEqual(both[1]);
    await office.run((tx) => cancelRequest(tx, office.village, office.siti, id));
  });

  test.each([
    ['perintah-perjalanan-dinas', 'not-found'],
    ['keterangan-ghaib', 'invalid'],
  ])('what is not asked for from home is not begun there: %s', async (slug, kind) => {
    await expect(
      office.run((tx) => startDraft(tx, office.village, office.siti, { slug })),
    ).rejects.toMatchObject({ kind });
  });

  test('an incomplete form is refused with a message for each field, and nothing is lost', async () => {
    const id = await office.run((tx) =>
      startDraft(tx, office.village, office.siti, { slug: simple }),
    );
    await expect(
      office.run((tx) =>
        submitRequest(tx, office.village, office.siti, {
          requestId: id,
          idempotencyKey: crypto.randomUUID(),
        }),
      ),
    ).rejects.toSatisfy(
      (e: unknown) =>
        e instanceof Refusal && e.kind === 'invalid' && Object.keys(e.fields).length > 0,
    );
    expect(
      (await office.run((tx) => getOwnRequest(tx, office.village, office.siti, { id }))).request
        .status,
    ).toBe('draft');
    await office.run((tx) => cancelRequest(tx, office.village, office.siti, id));
  });

  test("another resident's request reads as not there", async () => {
    const { id, reference } = await office.send();
    const other = residentVisitor(await makeResident(office.village.id));
    await expect(
      office.run((tx) => getOwnRequest(tx, office.village, other, { reference })),
    ).rejects.toEqual(refused('not-found'));
    await expect(office.run((tx) => cancelRequest(tx, office.village, other, id))).rejects.toEqual(
      refused('not-found'),
    );
    await expect(
      office.run((tx) => downloadOwnLetter(tx, office.village, other, reference)),
    ).rejects.toEqual(refused('not-found'));
    await expect(office.run((tx) => saveDraft(tx, other, id, {}))).rejects.toEqual(
      refused('not-found'),
    );
    await expect(
      office.run((tx) =>
        startDraft(tx, office.village, other, { slug: simple, subjectId: office.siti.residentId }),
      ),
    ).rejects.toEqual(refused('forbidden'));
  });

  test('two officers do not overwrite each other', async () => {
    const { reference } = await office.send();
    const { request } = await office.look(reference);
    const at = { requestId: request.id, version: request.version };
    const results = await Promise.allSettled([
      office.run((tx) =>
        moveRequest(tx, office.village, office.operator, { ...at, action: 'accept' }),
      ),
      office.run((tx) =>
        moveRequest(tx, office.village, office.operator, {
          ...at,
          action: 'reject',
          reason: 'Alasan yang cukup panjang.',
        }),
      ),
    ]);
    expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
    expect(results.find((r) => r.status === 'rejected')).toMatchObject({
      reason: refused('conflict'),
    });
  });

  test('nobody moves on their own request', async () => {
    const own = residentVisitor(await makeResident(office.village.id));
    const self = staffVisitor(
      await makeStaff(office.village.id, ['operator', 'official', 'secretary', 'head'], {
        resident_id: own.residentId,
      }),
    );
    const { reference } = await office.send(own);
    const { request, ownMatter, actions } = await office.look(reference, self);
    expect({ ownMatter, actions }).toEqual({ ownMatter: true, actions: [] });
    await expect(
      office.run((tx) =>
        moveRequest(tx, office.village, self, {
          requestId: request.id,
          version: request.version,
          action: 'accept',
        }),
      ),
    ).rejects.toEqual(refused('forbidden'));
  });

  test('each role only moves its own step', async () => {
    const { reference } = await office.send();
    for (const as of [office.official, office.secretary, office.head])
      await expect(office.move(reference, 'accept', as)).rejects.toEqual(refused('forbidden'));
    await office.bringToSigning(reference);
    const { request } = await office.look(reference);
    for (const as of [office.operator, office.official, office.secretary]) {
      await expect(
        office.run((tx) =>
          approveRequest(tx, office.village, as, {
            requestId: request.id,
            version: request.version,
            origin,
          }),
        ),
      ).rejects.toEqual(refused('forbidden'));
    }
    const editor = staffVisitor(await makeStaff(office.village.id, ['editor']));
    await expect(office.look(reference, editor)).rejects.toEqual(refused('forbidden'));
    const overseer = staffVisitor(await makeStaff(office.village.id, ['overseer']));
    expect((await office.look(reference, overseer)).actions).toEqual([]);
  });

  test('an overseer recognises a typed NIK and does not read it', async () => {
    const { reference } = await office.send(office.siti, 'keterangan-penghasilan-orang-tua');
    const nikFor = async (as: StaffVisitor) =>
      (await office.look(reference, as)).answers.find(({ key }) => key === 'father.nik')?.value;
    expect(await nikFor(office.operator)).toMatch(/^\d{16}$/);
    const overseer = staffVisitor(await makeStaff(office.village.id, ['overseer']));
    expect(await nikFor(overseer)).toMatch(/^\d{4}•{8}\d{4}$/);
  });

  test('signing needs a fresh proof', async () => {
    const { reference } = await office.send();
    await office.bringToSigning(reference);
    const { request } = await office.look(reference);
    const stale = { ...office.head, provedAt: world.clock.now() };
    world.clock.advance(16 * 60_000);
    const input = { requestId: request.id, version: request.version, origin };
    await expect(
      office.run((tx) => approveRequest(tx, office.village, stale, input)),
    ).rejects.toEqual(refused('proof-needed'));
    await office.approve(reference);
  });

  test('an expired certificate stops the approval, and no number is used', async () => {
    const { reference } = await office.send();
    await office.bringToSigning(reference);
    await world.superuser((c) =>
      c.query("update signing_certificate set valid_until = '2026-01-01'"),
    );
    await expect(office.approve(reference)).rejects.toEqual(refused('unavailable'));
    await world.superuser((c) =>
      c.query("update signing_certificate set valid_until = '2031-01-01'"),
    );
    await office.approve(reference);
  });

  test('reason is needed to return and to reject', async () => {
    const { reference } = await office.send();
    await expect(office.move(reference, 'return', office.operator, ' ')).rejects.toEqual(
      refused('invalid'),
    );
    await expect(office.move(reference, 'reject', office.operator)).rejects.toEqual(
      refused('invalid'),
    );
    await expect(
      office.move(reference, 'reject', office.operator, 'x'.repeat(601)),
    ).rejects.toEqual(refused('invalid'));
  });
});

test('numbers are gapless under concurrent approvals, also when some fail', async () => {
  const references: string[] = [];
  for (let i = 0; i < 12; i++) {
    const { reference } = await office.send(residentVisitor(await makeResident(office.village.id)));
    await office.bringToSigning(reference);
    references.push(reference);
  }
  await Promise.allSettled(
    references.map((r, i) =>
      i % 4 === 0 ? office.approve(r, office.operator) : office.approve(r),
    ),
  );
  const { rows } = await world.superuser((c) =>
    c.query<{ sequence: number }>(
      'select sequence from letter where village_id = $1 order by sequence',
      [office.village.id],
    ),
  );
  expect(rows.map((r) => r.sequence)).toEqual(rows.map((_, i) => i + 1));
  expect(await verifyChain(office.village.id)).toMatchObject({ ok: true });
});
