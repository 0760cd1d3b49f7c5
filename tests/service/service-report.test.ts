import { beforeAll, describe, expect, test } from 'vitest';
import { reportPeriod } from '../../src/lib/domain/report-period.ts';
import { elementKeys } from '../../src/lib/domain/survey.ts';
import type { ResidentVisitor, Visitor } from '../../src/lib/domain/visitor.ts';
import { addPhrase, cancelRequest, withdrawLetter } from '../../src/lib/server/letters/index.ts';
import { countVisit, writeVisits } from '../../src/lib/server/news/index.ts';
import { now } from '../../src/lib/server/platform/index.ts';
import { writeReportDocument, writeReportSheet } from '../../src/lib/server/reports/index.ts';
import {
  readServiceReport,
  serviceReport,
  takeOutServiceReport,
} from '../../src/lib/server/service/index.ts';
import { answerSurvey, publicSatisfaction } from '../../src/lib/server/surveys/index.ts';
import { publicVoiceService } from '../../src/lib/server/voices/index.ts';
import { openWholeOffice, type WholeOffice } from '../desk/whole-office.ts';
import { poppler } from '../letters/read-pdf.ts';
import { refused } from '../letters/use-letter-office.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const day = 24 * 60 * 60_000;
const november = reportPeriod(2026, '11')!;
const december = reportPeriod(2026, '12')!;
let office: WholeOffice;
const personal = 'Bu Ratna Komalasari belum melunasi iuran.';

const send = async (name?: string, slug?: string) => {
  const who = await office.newcomer(name);
  return { who, ...(await office.letters.send(who, slug)) };
};
const issue = async (name?: string, slug?: string) => {
  const sent = await send(name, slug);
  await office.letters.bringToSigning(sent.reference);
  await office.letters.approve(sent.reference);
  return sent;
};
const judge = (who: ResidentVisitor, reference: string, score: string) =>
  office.run((tx) =>
    answerSurvey(tx, office.village, who, {
      reference,
      typed: Object.fromEntries(elementKeys.map((key) => [key, score])),
    }),
  );
const report = (period = november, as: Visitor = office.letters.head) =>
  office.run((tx) => readServiceReport(tx, office.village, as, period));

beforeAll(async () => {
  office = await openWholeOffice(world);
  const { village, run, letters, voices } = office;
  const phrase = 'Warga sudah pindah domisili.';
  await run((tx) => addPhrase(tx, village.id, voices.admin, { kind: 'reject', text: phrase }));

  // Of one in each state; one of the issued is withdrawn.
  await issue('WARGA NOVEMBER');
  const withdrawn = await issue();
  const { request } = await letters.look(withdrawn.reference);
  await run((tx) =>
    withdrawLetter(
      tx,
      village,
      { ...letters.head, provedAt: now() },
      {
        requestId: request.id,
        version: request.version,
        reason: 'Salah ketik.',
      },
    ),
  );
  await send();
  await letters.move((await send()).reference, 'accept', letters.operator);
  await letters.move((await send()).reference, 'return', letters.operator, 'Foto buram.');
  await letters.move((await send()).reference, 'reject', letters.operator, phrase);
  await letters.move((await send()).reference, 'reject', letters.operator, personal);
  const cancelled = await send();
  await run((tx) => cancelRequest(tx, village, cancelled.who, cancelled.id));

  await voices.bringToHandling(await voices.send({ judul: 'Jalan berlubang', kategori: 'jalan' }));
  const answered = await voices.send();
  await voices.bringToHandling(answered);
  await voices.move(answered, 'answer', voices.official, { jawaban: 'Lampu sudah diganti.' });
  await voices.send({
    judul: 'Kepala desa tidak di tempat',
    tentang: await voices.officialOf(voices.head),
  });

  // December: a letter that takes three days, two who judge, pages that are opened.
  world.clock.set('2026-12-07T09:00:00+08:00');
  const slow = await send();
  world.clock.advance(3 * day);
  await letters.bringToSigning(slow.reference);
  await letters.approve(slow.reference);
  await judge(slow.who, slow.reference, '4');
  const quick = await issue(undefined, 'keterangan-domisili');
  await judge(quick.who, quick.reference, '3');
  for (let n = 0; n < 3; n++) countVisit(village, 'home');
  await writeVisits();
});

describe('the service report', () => {
  test('accounts for every request that came in', async () => {
    const { letters } = await report();
    expect(letters.requests.all).toMatchObject({
      received: 8,
      finished: 2,
      refused: 2,
      cancelled: 1,
      open: 3,
      // Long past by now; what was sent back waits for the resident.
      late: 2,
    });
    expect(letters.requests.lines).toHaveLength(1);
    const kept = await office.run((tx) =>
      tx
        .selectFrom('letter_request')
        .select('id')
        .where('sent_at', '<', new Date('2026-12-01'))
        .execute(),
    );
    expect(letters.requests.all.received).toBe(kept.length);
  });

  test('tells how long letters took, and how many were in time', async () => {
    expect((await report()).letters.times.all).toEqual({
      finished: 2,
      onTime: 2,
      medianDays: 0,
      p90Days: 0,
    });
    const { times } = (await report(december)).letters;
    expect(times.all).toMatchObject({ finished: 2, onTime: 1, medianDays: 0, p90Days: 3 });
    expect(times.lines.map(({ name, finished }) => [name, finished])).toEqual([
      ['Surat Keterangan Domisili', 1],
      ['Surat Pengantar', 1],
    ]);
  });

  test('tells reasons that are kept sentences, and none that was written for somebody', async () => {
    const { letters } = await report();
    expect(letters.refusals).toEqual([
      { reason: 'Warga sudah pindah domisili.', count: 1 },
      { reason: null, count: 1 },
    ]);
  });

  test('counts voices by category, and for nobody one about an official', async () => {
    const { voices } = await report();
    expect(voices.all).toMatchObject({
      received: 2,
      inTime: 1,
      late: 1,
      waiting: 0,
      medianDays: 0,
    });
    expect(voices.lines.map(({ category, received }) => [category, received])).toEqual([
      ['jalan', 1],
      ['listrik', 1],
    ]);
    for (const one of [...voices.lines, voices.all])
      expect(one.inTime + one.late + one.waiting).toBe(one.received);
    const accused = await report(november, office.voices.head);
    expect(accused).toEqual(await report());
  });

  test('stands beside the month before', async () => {
    const found = await report(december);
    expect(found.satisfaction).toMatchObject({ people: 2, needed: 2, result: { index: 87.5 } });
    expect(found.visits).toEqual([{ kind: 'home', label: 'Halaman depan', visits: 3 }]);
    expect(found.before.words).toBe('November 2026');
    const { before: _, ...own } = await report();
    expect(found.before).toEqual({ ...own, words: 'November 2026' });
    expect(found.before.satisfaction).toMatchObject({ people: 0, result: undefined });
  });

  test('is for those who read reports, and is on record when it is taken out', async () => {
    const editor = await office.staff('editor');
    await expect(report(november, editor)).rejects.toEqual(refused('forbidden'));
    await expect(report(november, office.letters.siti)).rejects.toEqual(refused('not-signed-in'));
    const overseer = await office.staff('overseer');
    await office.run((tx) => takeOutServiceReport(tx, office.village, overseer, november, 'pdf'));
    const [event] = await office.run((tx) =>
      tx
        .selectFrom('audit_event')
        .select('details')
        .where('action', '=', 'service.take-out')
        .execute(),
    );
    expect(event!.details).toMatchObject({ period: 'November 2026', format: 'pdf' });
  });

  test('says the same as PDF and as spreadsheet, and names nobody', async () => {
    const made = serviceReport(office.village, november, await report());
    const text = poppler('pdftotext', await writeReportDocument(office.village, made), '-layout');
    expect(text).toMatch(/Surat Pengantar\s+8\s+2\s+2\s+1\s+3/);
    expect(text).toContain('Warga sudah pindah domisili.');
    const pieces: Buffer[] = [];
    for await (const piece of writeReportSheet('Laporan pelayanan', made)) pieces.push(piece);
    expect(Buffer.concat(pieces).subarray(0, 2).toString()).toBe('PK');
    for (const words of [text, JSON.stringify(made)]) {
      expect(words).not.toMatch(/\d{16}|WARGA (NOMOR|NOVEMBER)|Ratna/);
    }
  });

  test('sums up where there are several kinds', async () => {
    const { blocks } = serviceReport(office.village, december, await report(december));
    const [, requests, times] = blocks;
    expect(requests!.rows.at(-1)).toEqual(['Semua', 2, 2, 0, 0, 0]);
    expect(times!.rows.at(-1)).toEqual(['Semua', 2, '50%', '0 hari', '3 hari']);
  });

  test('of a time in which nothing happened it holds nothing', async () => {
    const found = await report(reportPeriod(2020, '')!);
    expect(found.letters).toMatchObject({
      requests: { lines: [], all: { received: 0 } },
      times: { lines: [], all: undefined },
      refusals: [],
    });
    expect(found.voices.all).toMatchObject({ received: 0, medianDays: null });
  });
});

test('the public learns of satisfaction and complaints from five on', async () => {
  const { village, run, voices } = office;
  const told = () =>
    run(async (tx) => ({
      satisfaction: await publicSatisfaction(tx, village),
      voices: await publicVoiceService(tx, village),
    }));
  expect(await told()).toEqual({ satisfaction: undefined, voices: undefined });
  for (let n = 0; n < 3; n++) {
    const { who, reference } = await issue();
    await judge(who, reference, '4');
    await voices.send({ judul: `Lampu nomor ${n} padam` });
  }
  expect(await told()).toMatchObject({
    satisfaction: { people: 5, index: 95, grade: { letter: 'A' } },
    voices: { received: 5, inTime: 1, late: 1, waiting: 3 },
  });
});
