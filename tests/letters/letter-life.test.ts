import { describe, expect, test } from 'vitest';
import { verifyChain } from '../../src/lib/server/audit/index.ts';
import {
  attachFile,
  cancelRequest,
  downloadOwnLetter,
  shippedTypes,
  getOwnAttachment,
  getOwnRequest,
  handOverLetter,
  listOwnRequests,
  listWork,
  previewRequest,
  refileRequest,
  removeAttachment,
  saveDraft,
  startDraft,
  submitRequest,
  verifyByCode,
  verifyUpload,
  withdrawLetter,
} from '../../src/lib/server/letters/index.ts';
import { makeFamily, makeResident, residentVisitor } from '../factories.ts';
import { useWorld } from '../world.ts';
import { examples } from './examples.ts';
import { photo, simple } from './letter-office.ts';
import { poppler } from './read-pdf.ts';
import { refused, useLetterOffice } from './use-letter-office.ts';

useWorld();
const office = useLetterOffice();

describe('the whole line', () => {
  test('asked, accepted, processed, signed, downloaded, verified, withdrawn', async () => {
    const { id, reference } = await office.send();
    expect(
      (
        await office.run((tx) =>
          listWork(tx, office.village, office.operator, { view: 'saya', page: 1 }),
        )
      ).items.map((i) => i.reference),
    ).toContain(reference);
    expect(
      await office.run((tx) => previewRequest(tx, office.village, office.operator, reference)),
    ).toContain('<svg');

    await office.bringToSigning(reference);
    const { number } = await office.approve(reference);
    expect(number).toMatch(/\/001\/.*\/XI\/2026$/);

    const file = await office.run((tx) =>
      downloadOwnLetter(tx, office.village, office.siti, reference),
    );
    const signature = poppler('pdfsig', file.bytes, '-nocert');
    expect(signature).toContain('Signature is Valid');
    expect(signature).toContain('Total document signed');
    const text = poppler('pdftotext', file.bytes, '-layout');
    expect(text).toContain('SITI AMINAH');
    expect(text).toContain('5207024106900003');
    expect(text).toContain(number);
    expect(text).toContain('23 November 2026');
    expect(text).toContain('H. ABDUL RAHMAN');
    expect(text).not.toMatch(/BSrE|tersertifikasi BSrE|sah seperti tanda tangan basah/);

    const own = await office.run((tx) => getOwnRequest(tx, office.village, office.siti, { id }));
    const code = own.letter!.verification_code;
    const verified = await office.run((tx) =>
      verifyByCode(tx, office.village, code.toLowerCase().replaceAll('-', ' ')),
    );
    expect(verified).toMatchObject({ number, state: 'valid', signerName: 'H. ABDUL RAHMAN' });
    const check = (bytes: Uint8Array) =>
      office.run((tx) => verifyUpload(tx, office.village, bytes));
    expect(await check(file.bytes)).toMatchObject({ kind: 'issued', letter: { state: 'valid' } });
    const changed = Buffer.from(file.bytes);
    changed[Math.floor(changed.length / 3)]! ^= 1;
    expect(['changed', 'unsigned']).toContain((await check(changed)).kind);
    expect(await check(Buffer.concat([file.bytes, Buffer.from('\n% more')]))).toEqual({
      kind: 'changed',
    });
    expect(await check(Buffer.from('bukan pdf'))).toEqual({ kind: 'not-a-pdf' });
    expect(JSON.stringify(verified)).not.toMatch(/5207024106900003|SITI AMINAH/);

    const { request } = await office.look(reference, office.head);
    await office.run((tx) =>
      withdrawLetter(tx, office.village, office.head, {
        requestId: id,
        version: request.version,
        reason: 'Data usaha ternyata keliru.',
      }),
    );
    expect(await office.run((tx) => verifyByCode(tx, office.village, code))).toMatchObject({
      state: 'withdrawn',
    });
    await expect(
      office.run((tx) => downloadOwnLetter(tx, office.village, office.siti, reference)),
    ).rejects.toEqual(refused('conflict'));
    expect(await verifyChain(office.village.id)).toMatchObject({ ok: true });
  });

  test('returned with what is missing, corrected, accepted', async () => {
    const { id, reference } = await office.send();
    await office.move(reference, 'return', office.operator, 'Tuliskan keperluan dengan lengkap.');
    const own = await office.run((tx) => getOwnRequest(tx, office.village, office.siti, { id }));
    expect(own.request).toMatchObject({
      status: 'returned',
      reason: 'Tuliskan keperluan dengan lengkap.',
    });
    await office.run((tx) => saveDraft(tx, office.siti, id, examples(simple)));
    const again = await office.run((tx) =>
      submitRequest(tx, office.village, office.siti, {
        requestId: id,
        idempotencyKey: crypto.randomUUID(),
      }),
    );
    expect(again.reference).toBe(reference);
    await office.move(reference, 'accept', office.operator);
  });

  test('rejected with a reason, refiled from the old answers', async () => {
    const { id, reference } = await office.send();
    await office.move(reference, 'reject', office.operator, 'Warga sudah pindah ke desa lain.');
    const draft = await office.run((tx) => refileRequest(tx, office.village, office.siti, id));
    expect(await office.run((tx) => refileRequest(tx, office.village, office.siti, id))).toBe(
      draft,
    );
    const own = await office.run((tx) =>
      getOwnRequest(tx, office.village, office.siti, { id: draft }),
    );
    expect(own.request.status).toBe('draft');
    expect(Object.keys(own.request.answers as object).length).toBeGreaterThan(0);
    expect(
      (await office.run((tx) => getOwnRequest(tx, office.village, office.siti, { reference })))
        .request.status,
    ).toBe('rejected');
  });

  test('a wet signature is collected at the office, not downloaded', async () => {
    const { id, reference } = await office.send(office.siti, 'keterangan-tidak-mampu');
    await office.bringToSigning(reference);
    await office.approve(reference);
    await expect(
      office.run((tx) => downloadOwnLetter(tx, office.village, office.siti, reference)),
    ).rejects.toEqual(refused('conflict'));
    const { request, attachments } = await office.look(reference);
    expect(attachments.length).toBeGreaterThan(0);
    const collect = (collectedBy: string) =>
      office.run((tx) =>
        handOverLetter(tx, office.village, office.operator, {
          requestId: id,
          version: request.version,
          collectedBy,
        }),
      );
    await expect(collect(' ')).rejects.toEqual(refused('invalid'));
    await collect('Siti Aminah');
    expect(
      (await office.run((tx) => listOwnRequests(tx, office.siti))).find((r) => r.id === id),
    ).toMatchObject({
      collected: true,
      wet: true,
    });
  });

  test('files are kept, shown to their owner, and taken out again', async () => {
    const id = await office.run((tx) =>
      startDraft(tx, office.village, office.siti, { slug: 'keterangan-tidak-mampu' }),
    );
    const [requirement] = shippedTypes().get('keterangan-tidak-mampu')!.requirements;
    const upload = await photo();
    await office.run((tx) =>
      attachFile(tx, office.village, office.siti, {
        requestId: id,
        requirement: requirement!.key,
        upload,
      }),
    );
    await expect(
      office.run((tx) =>
        attachFile(tx, office.village, office.siti, { requestId: id, requirement: 'lain', upload }),
      ),
    ).rejects.toEqual(refused('invalid'));
    const { attachments } = await office.run((tx) =>
      getOwnRequest(tx, office.village, office.siti, { id }),
    );
    const at = { requestId: id, attachmentId: attachments[0]!.id };
    expect(
      (
        await office.run((tx) => getOwnAttachment(tx, office.village, office.siti, at))
      ).content.equals(upload.bytes),
    ).toBe(true);
    const other = residentVisitor(await makeResident(office.village.id));
    await expect(
      office.run((tx) => getOwnAttachment(tx, office.village, other, at)),
    ).rejects.toEqual(refused('not-found'));
    await office.run((tx) => removeAttachment(tx, office.village, office.siti, at));
    await expect(
      office.run((tx) => getOwnAttachment(tx, office.village, office.siti, at)),
    ).rejects.toEqual(refused('not-found'));
    await office.run((tx) => cancelRequest(tx, office.village, office.siti, id));
  });

  test('a letter is not asked for by someone it is not for', async () => {
    await expect(
      office.run((tx) =>
        startDraft(tx, office.village, office.siti, { slug: 'keterangan-belum-menikah' }),
      ),
    ).rejects.toEqual(refused('invalid'));
    await expect(
      office.run((tx) => startDraft(tx, office.village, office.siti, { slug: 'tidak-ada' })),
    ).rejects.toEqual(refused('not-found'));
  });

  test('an adult asks for a member of the family', async () => {
    const family = await makeFamily(office.village.id);
    const parent = residentVisitor(
      await makeResident(office.village.id, { family_id: family, relation: 1 }),
    );
    const child = await makeResident(office.village.id, {
      family_id: family,
      relation: 4,
      birth_date: '2015-01-01',
      marital_status: 1,
    });
    const id = await office.run((tx) =>
      startDraft(tx, office.village, parent, { slug: 'keterangan-domisili', subjectId: child.id }),
    );
    expect(
      (await office.run((tx) => getOwnRequest(tx, office.village, parent, { id }))).subject.name,
    ).toBe(child.name);
    await expect(
      office.run((tx) =>
        startDraft(tx, office.village, residentVisitor(child), {
          slug: 'keterangan-domisili',
          subjectId: parent.residentId,
        }),
      ),
    ).rejects.toEqual(refused('forbidden'));
  });
});
