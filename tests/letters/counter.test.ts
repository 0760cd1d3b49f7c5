import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import {
  attachFile,
  fileAtCounter,
  followTicket,
  listOwnRequests,
  listWork,
  openCounterDraft,
  printLetter,
  printTicket,
  saveDraft,
  startAtCounter,
} from '../../src/lib/server/letters/index.ts';
import { exampleAnswers } from '../../src/lib/domain/letter-examples.ts';
import type { StaffVisitor } from '../../src/lib/domain/visitor.ts';
import { getVillage, refreshVillages } from '../../src/lib/server/villages/index.ts';
import { makeResident } from '../factories.ts';
import { useWorld } from '../world.ts';
import { origin, photo, simple } from './letter-office.ts';
import { refused, useLetterOffice } from './use-letter-office.ts';

/** The text of a PDF on one line. */
const pdfText = (pdf: Uint8Array) =>
  execFileSync('pdftotext', ['-', '-'], { input: pdf, encoding: 'utf8' }).replace(/\s+/g, ' ');

useWorld();
const office = useLetterOffice();
const wet = 'keterangan-belum-menikah';

const start = (slug: string, applicantId?: string, as: StaffVisitor = office.operator) =>
  office.run((tx) => startAtCounter(tx, office.village, as, { slug, applicantId }));
const open = (id: string) =>
  office.run((tx) => openCounterDraft(tx, office.village, office.operator, id));
const fill = async (id: string, change: Record<string, string> = {}) => {
  const { type } = await open(id);
  await office.run((tx) =>
    saveDraft(tx, office.operator, id, { ...exampleAnswers(type, true), ...change }),
  );
};
const file = async (id: string, as: StaffVisitor = office.operator, seen?: string[]) => {
  const keys = seen ?? (await open(id)).requirements.map(({ key }) => key);
  return office.run((tx) =>
    fileAtCounter(tx, office.village, as, { requestId: id, seen: keys, origin }),
  );
};
const single = () => makeResident(office.village.id, { name: 'RAHMAT HIDAYAT', marital_status: 1 });

describe('a resident at the counter', () => {
  test('is asked for nothing that the register knows; the request is verified with its filing', async () => {
    const id = await start(simple, office.siti.residentId);
    await fill(id);
    const { reference, printed } = await file(id);
    expect(printed).toBe(false);
    const { request, events, actions } = await office.look(reference, office.official);
    expect(request).toMatchObject({ status: 'processing', filed_by: office.operator.staffId });
    expect(events.map(({ action }) => action)).toEqual(['file']);
    expect(actions).toContain('forward');
    expect(await file(id, office.operator, [])).toEqual({ reference, printed: false });
  });

  test('with a letter for wet signature gets it numbered and printed at once', async () => {
    const person = await single();
    const id = await start(wet, person.id);
    await fill(id);
    const { reference, printed } = await file(id);
    expect(printed).toBe(true);
    const { letter, request } = await office.look(reference);
    expect(request.status).toBe('approved');
    expect(letter).toMatchObject({ signature: 'wet', holder_name: 'RAHMAT HIDAYAT' });
    const pdf = await office.run((tx) =>
      printLetter(tx, office.village, office.operator, reference),
    );
    expect(pdfText(pdf.bytes)).toContain('RAHMAT HIDAYAT');
  });

  test('waits for approval where the village does not print at the counter', async () => {
    const { id: villageId } = office.village;
    const set = async (prints: boolean) => {
      await office.run((tx) =>
        tx.updateTable('village_profile').set({ counter_prints: prints }).execute(),
      );
      refreshVillages();
      Object.assign(office.village, await getVillage(villageId));
    };
    await set(false);
    const id = await start(wet, (await single()).id);
    await fill(id);
    expect((await file(id)).printed).toBe(false);
    await set(true);
  });

  test('brings a copy, or shows the original', async () => {
    const id = await start('keterangan-usaha', office.siti.residentId);
    await fill(id);
    await expect(file(id, office.operator, [])).rejects.toMatchObject({
      kind: 'invalid',
      fields: { businessPhoto: expect.any(String) as string },
    });
    const upload = await photo();
    await office.run((tx) =>
      attachFile(tx, office.village, office.operator, {
        requestId: id,
        requirement: 'businessPhoto',
        upload,
      }),
    );
    const { reference } = await file(id, office.operator, ['nothing of the kind']);
    expect((await office.look(reference)).request.seen_requirements).toEqual([]);

    const other = await start('keterangan-usaha', office.siti.residentId);
    await fill(other);
    const seen = await file(other, office.operator, ['businessPhoto']);
    expect(await office.look(seen.reference)).toMatchObject({
      request: { seen_requirements: ['businessPhoto'] },
      missing: [],
    });
  });
});

describe('somebody outside the register', () => {
  test('is asked who they are; the letter and the list name them', async () => {
    const id = await start(simple);
    await expect(file(id)).rejects.toMatchObject({
      fields: { 'subject.name': 'Isi nama lengkap.' },
    });
    await fill(id, { 'subject.name': 'LALU WIRAJAYA', 'subject.sex': 'laki-laki' });
    const { reference } = await file(id);
    const { subject, applicant } = await office.look(reference);
    expect(subject).toMatchObject({
      resident: undefined,
      words: { name: 'LALU WIRAJAYA', sex: 'Laki-laki' },
    });
    expect(applicant).toBeUndefined();
    const work = await office.run((tx) =>
      listWork(tx, office.village, office.official, { view: 'saya', search: 'wirajaya', page: 1 }),
    );
    expect(work.items.map((item) => item.subjectName)).toEqual(['LALU WIRAJAYA']);
    const { type } = await office.look(reference);
    for (const { role } of type.chain.slice(0, -1))
      await office.move(reference, 'forward', office[role]);
    await office.approve(reference);
    const pdf = await office.run((tx) =>
      printLetter(tx, office.village, office.operator, reference),
    );
    expect(pdfText(pdf.bytes)).toContain('LALU WIRAJAYA');
  });
});

describe('the ticket', () => {
  test('follows the request without naming anybody, and cannot be guessed', async () => {
    const id = await start(simple, office.siti.residentId);
    await fill(id);
    const { reference } = await file(id);
    const { request } = await office.look(reference);
    const code = request.ticket_code!;
    const ticket = await office.run((tx) =>
      followTicket(tx, code.toLowerCase().replaceAll('-', ' ')),
    );
    expect(ticket).toMatchObject({ reference, status: 'processing' });
    expect(JSON.stringify(ticket)).not.toContain('SITI');
    const pdf = await office.run((tx) =>
      printTicket(tx, office.village, office.operator, { reference, origin }),
    );
    expect(pdfText(pdf)).toContain(code);
    for (const wrong of ['7K4P-2M9R-WXAB-C3DE', '', code.slice(0, -1)])
      await expect(office.run((tx) => followTicket(tx, wrong))).rejects.toEqual(
        refused('not-found'),
      );
  });
});

describe('who may', () => {
  test('only officers of the counter, and not for themselves', async () => {
    for (const visitor of [office.head, office.siti] as never[])
      await expect(start(simple, office.siti.residentId, visitor)).rejects.toMatchObject({
        kind: expect.stringMatching(/forbidden|not-signed-in/) as string,
      });
    const own = { ...office.operator, residentId: office.siti.residentId };
    const id = await start(simple, office.siti.residentId);
    await fill(id);
    await expect(file(id, own)).rejects.toEqual(refused('forbidden'));
    const siti = office.siti;
    await expect(office.run((tx) => saveDraft(tx, siti, id, {}))).rejects.toEqual(
      refused('not-found'),
    );
    const list = () => office.run((tx) => listOwnRequests(tx, siti));
    expect((await list()).map((one) => one.id)).not.toContain(id);
    await file(id);
    expect((await list()).map((one) => one.id)).toContain(id);
  });
});
