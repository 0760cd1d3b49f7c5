import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { Refusal, type RefusalKind } from '../../src/lib/domain/refusal.ts';
import type { ResidentVisitor, StaffVisitor } from '../../src/lib/domain/visitor.ts';
import { verifyChain } from '../../src/lib/server/audit/index.ts';
import {
  approveRequest,
  attachFile,
  cancelRequest,
  downloadOwnLetter,
  ensureCertificate,
  findLetterType,
  getOwnAttachment,
  getOwnRequest,
  handOverLetter,
  listOwnRequests,
  listWork,
  moveRequest,
  openRequest,
  previewRequest,
  refileRequest,
  removeAttachment,
  saveDraft,
  startDraft,
  submitRequest,
  verifyByCode,
  withdrawLetter,
  type OfficeMove,
} from '../../src/lib/server/letters/index.ts';
import { readUpload, withVillage } from '../../src/lib/server/platform/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';
import {
  makeFamily,
  makeResident,
  makeStaff,
  makeVillage,
  residentVisitor,
  staffVisitor,
} from '../factories.ts';
import { useWorld } from '../world.ts';

const world = useWorld();

let village: VillageContext;
let siti: ResidentVisitor;
let operator: StaffVisitor;
let official: StaffVisitor;
let secretary: StaffVisitor;
let head: StaffVisitor;

const origin = 'http://localhost:3000';

beforeAll(async () => {
  village = await makeVillage('Batu Putih');
  siti = residentVisitor(
    await makeResident(village.id, {
      name: 'SITI AMINAH',
      sex: 2,
      marital_status: 2,
      nik: '5207024106900003',
      birth_date: '1990-06-01',
    }),
  );
  operator = staffVisitor(await makeStaff(village.id, ['operator']));
  official = staffVisitor(await makeStaff(village.id, ['official']));
  secretary = staffVisitor(await makeStaff(village.id, ['secretary']));
  head = staffVisitor(await makeStaff(village.id, ['head'], { name: 'H. Abdul Rahman' }));
  await withVillage(village.id, (tx) => ensureCertificate(tx, village));
});

const run = <T>(work: Parameters<typeof withVillage<T>>[1]) => withVillage(village.id, work);
const refused = (kind: RefusalKind) => expect.objectContaining({ name: 'Refusal', kind });

/** Answers every question of a type with its example. */
function examples(slug: string) {
  const type = findLetterType(slug)!;
  return Object.fromEntries(
    type.fields.map((f) => [f.key, f.type === 'choice' ? f.choices[0]!.value : f.example]),
  );
}

/** A type that asks for no attachment, so that it can be sent at once. */
const simple = 'pengantar';

async function photo() {
  const bytes = await sharp({
    create: { width: 40, height: 30, channels: 3, background: '#885522' },
  })
    .jpeg()
    .toBuffer();
  return readUpload(new File([new Uint8Array(bytes)], 'foto.jpg'), ['picture']);
}

async function send(visitor = siti, slug = simple) {
  const id = await run((tx) => startDraft(tx, village, visitor, { slug }));
  await run((tx) => saveDraft(tx, visitor, id, examples(slug)));
  for (const { key, required } of findLetterType(slug)!.requirements) {
    if (!required) continue;
    const upload = await photo();
    await run((tx) =>
      attachFile(tx, village, visitor, { requestId: id, requirement: key, upload }),
    );
  }
  const { reference } = await run((tx) =>
    submitRequest(tx, village, visitor, { requestId: id, idempotencyKey: crypto.randomUUID() }),
  );
  return { id, reference };
}

const look = (reference: string, as = operator) =>
  run((tx) => openRequest(tx, village, as, reference));
async function move(reference: string, action: OfficeMove, as: StaffVisitor, reason?: string) {
  const { request } = await look(reference, as);
  await run((tx) =>
    moveRequest(tx, village, as, {
      requestId: request.id,
      version: request.version,
      action,
      reason,
    }),
  );
}

async function bringToSigning(reference: string) {
  await move(reference, 'accept', operator);
  const { type } = await look(reference);
  const officers = { official, secretary, head };
  for (const step of type.chain.slice(0, -1)) await move(reference, 'forward', officers[step.role]);
}

async function approve(reference: string, as = head) {
  const { request } = await look(reference, as);
  return run((tx) =>
    approveRequest(tx, village, as, { requestId: request.id, version: request.version, origin }),
  );
}

describe('the whole line', () => {
  test('asked, accepted, processed, signed, downloaded, verified, withdrawn', async () => {
    const { id, reference } = await send();
    expect(
      (await run((tx) => listWork(tx, village, operator, { view: 'saya', page: 1 }))).items.map(
        (i) => i.reference,
      ),
    ).toContain(reference);
    expect(await run((tx) => previewRequest(tx, village, operator, reference))).toContain('<svg');

    await bringToSigning(reference);
    const { number } = await approve(reference);
    expect(number).toMatch(/\/001\/.*\/XI\/2026$/);

    const file = await run((tx) => downloadOwnLetter(tx, village, siti, reference));
    const path = join(mkdtempSync(join(tmpdir(), 'balai-letter-')), 'letter.pdf');
    writeFileSync(path, file.bytes);
    const signature = execFileSync('pdfsig', ['-nocert', path], { encoding: 'utf8' });
    expect(signature).toContain('Signature is Valid');
    expect(signature).toContain('Total document signed');
    const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
    expect(text).toContain('SITI AMINAH');
    expect(text).toContain('5207024106900003');
    expect(text).toContain(number);
    expect(text).toContain('23 November 2026');
    expect(text).toContain('H. ABDUL RAHMAN');
    expect(text).not.toMatch(/BSrE|tersertifikasi BSrE|sah seperti tanda tangan basah/);

    const own = await run((tx) => getOwnRequest(tx, siti, { id }));
    const code = own.letter!.verification_code;
    const verified = await run((tx) =>
      verifyByCode(tx, village, code.toLowerCase().replaceAll('-', ' ')),
    );
    expect(verified).toMatchObject({ number, state: 'valid', signerName: 'H. ABDUL RAHMAN' });
    expect(JSON.stringify(verified)).not.toMatch(/5207024106900003|SITI AMINAH/);

    const { request } = await look(reference, head);
    await run((tx) =>
      withdrawLetter(tx, village, head, {
        requestId: id,
        version: request.version,
        reason: 'Data usaha ternyata keliru.',
      }),
    );
    expect(await run((tx) => verifyByCode(tx, village, code))).toMatchObject({
      state: 'withdrawn',
    });
    await expect(run((tx) => downloadOwnLetter(tx, village, siti, reference))).rejects.toEqual(
      refused('conflict'),
    );
    expect(await verifyChain(village.id)).toMatchObject({ ok: true });
  });

  test('returned with what is missing, corrected, accepted', async () => {
    const { id, reference } = await send();
    await move(reference, 'return', operator, 'Tuliskan keperluan dengan lengkap.');
    const own = await run((tx) => getOwnRequest(tx, siti, { id }));
    expect(own.request).toMatchObject({
      status: 'returned',
      reason: 'Tuliskan keperluan dengan lengkap.',
    });
    await run((tx) => saveDraft(tx, siti, id, examples(simple)));
    const again = await run((tx) =>
      submitRequest(tx, village, siti, { requestId: id, idempotencyKey: crypto.randomUUID() }),
    );
    expect(again.reference).toBe(reference);
    await move(reference, 'accept', operator);
  });

  test('rejected with a reason, refiled from the old answers', async () => {
    const { id, reference } = await send();
    await move(reference, 'reject', operator, 'Warga sudah pindah ke desa lain.');
    const draft = await run((tx) => refileRequest(tx, village, siti, id));
    expect(await run((tx) => refileRequest(tx, village, siti, id))).toBe(draft);
    const own = await run((tx) => getOwnRequest(tx, siti, { id: draft }));
    expect(own.request.status).toBe('draft');
    expect(Object.keys(own.request.answers as object).length).toBeGreaterThan(0);
    expect((await run((tx) => getOwnRequest(tx, siti, { reference }))).request.status).toBe(
      'rejected',
    );
  });

  test('a wet signature is collected at the office, not downloaded', async () => {
    const { id, reference } = await send(siti, 'keterangan-tidak-mampu');
    await bringToSigning(reference);
    await approve(reference);
    await expect(run((tx) => downloadOwnLetter(tx, village, siti, reference))).rejects.toEqual(
      refused('conflict'),
    );
    const { request, attachments } = await look(reference);
    expect(attachments.length).toBeGreaterThan(0);
    const collect = (collectedBy: string) =>
      run((tx) =>
        handOverLetter(tx, village, operator, {
          requestId: id,
          version: request.version,
          collectedBy,
        }),
      );
    await expect(collect(' ')).rejects.toEqual(refused('invalid'));
    await collect('Siti Aminah');
    expect((await run((tx) => listOwnRequests(tx, siti))).find((r) => r.id === id)).toMatchObject({
      collected: true,
      wet: true,
    });
  });

  test('files are kept, shown to their owner, and taken out again', async () => {
    const id = await run((tx) => startDraft(tx, village, siti, { slug: 'keterangan-tidak-mampu' }));
    const [requirement] = findLetterType('keterangan-tidak-mampu')!.requirements;
    const upload = await photo();
    await run((tx) =>
      attachFile(tx, village, siti, { requestId: id, requirement: requirement!.key, upload }),
    );
    await expect(
      run((tx) => attachFile(tx, village, siti, { requestId: id, requirement: 'lain', upload })),
    ).rejects.toEqual(refused('invalid'));
    const { attachments } = await run((tx) => getOwnRequest(tx, siti, { id }));
    const at = { requestId: id, attachmentId: attachments[0]!.id };
    expect(
      (await run((tx) => getOwnAttachment(tx, village, siti, at))).content.equals(upload.bytes),
    ).toBe(true);
    const other = residentVisitor(await makeResident(village.id));
    await expect(run((tx) => getOwnAttachment(tx, village, other, at))).rejects.toEqual(
      refused('not-found'),
    );
    await run((tx) => removeAttachment(tx, village, siti, at));
    await expect(run((tx) => getOwnAttachment(tx, village, siti, at))).rejects.toEqual(
      refused('not-found'),
    );
    await run((tx) => cancelRequest(tx, village, siti, id));
  });

  test('a letter is not asked for by someone it is not for', async () => {
    await expect(
      run((tx) => startDraft(tx, village, siti, { slug: 'keterangan-belum-menikah' })),
    ).rejects.toEqual(refused('invalid'));
    await expect(run((tx) => startDraft(tx, village, siti, { slug: 'tidak-ada' }))).rejects.toEqual(
      refused('not-found'),
    );
  });

  test('an adult asks for a member of the family', async () => {
    const family = await makeFamily(village.id);
    const parent = residentVisitor(
      await makeResident(village.id, { family_id: family, relation: 1 }),
    );
    const child = await makeResident(village.id, {
      family_id: family,
      relation: 4,
      birth_date: '2015-01-01',
      marital_status: 1,
    });
    const id = await run((tx) =>
      startDraft(tx, village, parent, { slug: 'keterangan-domisili', subjectId: child.id }),
    );
    expect((await run((tx) => getOwnRequest(tx, parent, { id }))).subject.name).toBe(child.name);
    await expect(
      run((tx) =>
        startDraft(tx, village, residentVisitor(child), {
          slug: 'keterangan-domisili',
          subjectId: parent.residentId,
        }),
      ),
    ).rejects.toEqual(refused('forbidden'));
  });
});

describe('refusals', () => {
  test('sent twice over a bad line, it is one request', async () => {
    const id = await run((tx) => startDraft(tx, village, siti, { slug: simple }));
    await run((tx) => saveDraft(tx, siti, id, examples(simple)));
    const key = crypto.randomUUID();
    const both = await Promise.all(
      [1, 2].map(() =>
        run((tx) => submitRequest(tx, village, siti, { requestId: id, idempotencyKey: key })),
      ),
    );
    expect(both[0]).toEqual(both[1]);
    await run((tx) => cancelRequest(tx, village, siti, id));
  });

  test('an incomplete form is refused with a message for each field, and nothing is lost', async () => {
    const id = await run((tx) => startDraft(tx, village, siti, { slug: simple }));
    await expect(
      run((tx) =>
        submitRequest(tx, village, siti, { requestId: id, idempotencyKey: crypto.randomUUID() }),
      ),
    ).rejects.toSatisfy(
      (e: unknown) =>
        e instanceof Refusal && e.kind === 'invalid' && Object.keys(e.fields).length > 0,
    );
    expect((await run((tx) => getOwnRequest(tx, siti, { id }))).request.status).toBe('draft');
    await run((tx) => cancelRequest(tx, village, siti, id));
  });

  test("another resident's request reads as not there", async () => {
    const { id, reference } = await send();
    const other = residentVisitor(await makeResident(village.id));
    await expect(run((tx) => getOwnRequest(tx, other, { reference }))).rejects.toEqual(
      refused('not-found'),
    );
    await expect(run((tx) => cancelRequest(tx, village, other, id))).rejects.toEqual(
      refused('not-found'),
    );
    await expect(run((tx) => downloadOwnLetter(tx, village, other, reference))).rejects.toEqual(
      refused('not-found'),
    );
    await expect(run((tx) => saveDraft(tx, other, id, {}))).rejects.toEqual(refused('not-found'));
    await expect(
      run((tx) => startDraft(tx, village, other, { slug: simple, subjectId: siti.residentId })),
    ).rejects.toEqual(refused('forbidden'));
  });

  test('two officers do not overwrite each other', async () => {
    const { reference } = await send();
    const { request } = await look(reference);
    const at = { requestId: request.id, version: request.version };
    const results = await Promise.allSettled([
      run((tx) => moveRequest(tx, village, operator, { ...at, action: 'accept' })),
      run((tx) =>
        moveRequest(tx, village, operator, {
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
    const own = residentVisitor(await makeResident(village.id));
    const self = staffVisitor(
      await makeStaff(village.id, ['operator', 'official', 'secretary', 'head'], {
        resident_id: own.residentId,
      }),
    );
    const { reference } = await send(own);
    const { request, ownMatter, actions } = await look(reference, self);
    expect({ ownMatter, actions }).toEqual({ ownMatter: true, actions: [] });
    await expect(
      run((tx) =>
        moveRequest(tx, village, self, {
          requestId: request.id,
          version: request.version,
          action: 'accept',
        }),
      ),
    ).rejects.toEqual(refused('forbidden'));
  });

  test('each role only moves its own step', async () => {
    const { reference } = await send();
    for (const as of [official, secretary, head])
      await expect(move(reference, 'accept', as)).rejects.toEqual(refused('forbidden'));
    await bringToSigning(reference);
    const { request } = await look(reference);
    for (const as of [operator, official, secretary]) {
      await expect(
        run((tx) =>
          approveRequest(tx, village, as, {
            requestId: request.id,
            version: request.version,
            origin,
          }),
        ),
      ).rejects.toEqual(refused('forbidden'));
    }
    const editor = staffVisitor(await makeStaff(village.id, ['editor']));
    await expect(look(reference, editor)).rejects.toEqual(refused('forbidden'));
    const overseer = staffVisitor(await makeStaff(village.id, ['overseer']));
    expect((await look(reference, overseer)).actions).toEqual([]);
  });

  test('signing needs a fresh proof', async () => {
    const { reference } = await send();
    await bringToSigning(reference);
    world.clock.advance(16 * 60_000);
    await expect(approve(reference)).rejects.toEqual(refused('proof-needed'));
    head = { ...head, provedAt: world.clock.now() };
    await approve(reference);
  });

  test('an expired certificate stops the approval, and no number is used', async () => {
    const { reference } = await send();
    await bringToSigning(reference);
    await world.superuser((c) =>
      c.query("update signing_certificate set valid_until = '2026-01-01'"),
    );
    await expect(approve(reference)).rejects.toEqual(refused('unavailable'));
    await world.superuser((c) =>
      c.query("update signing_certificate set valid_until = '2031-01-01'"),
    );
    await approve(reference);
  });

  test('reason is needed to return and to reject', async () => {
    const { reference } = await send();
    await expect(move(reference, 'return', operator, ' ')).rejects.toEqual(refused('invalid'));
    await expect(move(reference, 'reject', operator)).rejects.toEqual(refused('invalid'));
    await expect(move(reference, 'reject', operator, 'x'.repeat(601))).rejects.toEqual(
      refused('invalid'),
    );
  });
});

test('numbers are gapless under concurrent approvals, also when some fail', async () => {
  const references: string[] = [];
  for (let i = 0; i < 12; i++) {
    const { reference } = await send(residentVisitor(await makeResident(village.id)));
    await bringToSigning(reference);
    references.push(reference);
  }
  await Promise.allSettled(
    references.map((r, i) => (i % 4 === 0 ? approve(r, operator) : approve(r))),
  );
  const { rows } = await world.superuser((c) =>
    c.query<{ sequence: number }>(
      'select sequence from letter where village_id = $1 order by sequence',
      [village.id],
    ),
  );
  expect(rows.map((r) => r.sequence)).toEqual(rows.map((_, i) => i + 1));
  expect(await verifyChain(village.id)).toMatchObject({ ok: true });
});
