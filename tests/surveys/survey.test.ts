import { beforeAll, describe, expect, test } from 'vitest';
import { reportPeriod } from '../../src/lib/domain/report-period.ts';
import { elementKeys } from '../../src/lib/domain/survey.ts';
import { writeReportDocument, writeReportSheet } from '../../src/lib/server/reports/index.ts';
import {
  answerSurvey,
  findOwnSurvey,
  readSurveyReport,
  surveyReport,
  takeOutSurveyReport,
} from '../../src/lib/server/surveys/index.ts';
import { makeResident, makeStaff, residentVisitor, staffVisitor } from '../factories.ts';
import { poppler } from '../letters/read-pdf.ts';
import { refused, useLetterOffice } from '../letters/use-letter-office.ts';
import { useWorld } from '../world.ts';

useWorld();
const office = useLetterOffice();
const all = (score: string) => Object.fromEntries(elementKeys.map((key) => [key, score]));
const year = reportPeriod(new Date().getUTCFullYear())!;

async function finished(visitor = office.siti) {
  const { reference } = await office.send(visitor);
  await office.bringToSigning(reference);
  await office.approve(reference);
  return reference;
}
const answer = (reference: string, typed: Record<string, string>, visitor = office.siti) =>
  office.run((tx) => answerSurvey(tx, office.village, visitor, { reference, typed }));
const report = (as = office.head) =>
  office.run((tx) => readSurveyReport(tx, office.village, as, year));

describe('the survey of a finished service', () => {
  let reference: string;
  beforeAll(async () => {
    reference = await finished();
  });

  test('every question is to be answered, and what is missing is named at its place', async () => {
    const error = await answer(reference, { ...all('4'), conduct: '', time: '7' }).catch((e) => e);
    expect(error).toEqual(refused('invalid'));
    expect(error.fields).toEqual({
      time: 'Pilih satu jawaban untuk pertanyaan 3.',
      conduct: 'Pilih satu jawaban untuk pertanyaan 7.',
    });
    expect((await report()).people).toBe(0);
  });

  test('a suggestion may be as long as it says', async () => {
    const error = await answer(reference, { ...all('4'), saran: 'a'.repeat(1001) }).catch((e) => e);
    expect(error.fields.saran).toContain('1.000');
  });

  test('nobody judges another’s service', async () => {
    const other = residentVisitor(await makeResident(office.village.id));
    await expect(answer(reference, all('4'), other)).rejects.toEqual(refused('not-found'));
  });

  test('it is kept once, without a name, and is in the report', async () => {
    await answer(reference, { ...all('4'), cost: '3', saran: 'Jam buka lebih pagi.' });
    await expect(answer(reference, all('1'))).rejects.toEqual(refused('conflict'));
    const survey = await office.run((tx) =>
      findOwnSurvey(tx, office.village, office.siti, reference),
    );
    expect(survey?.answered).toBe(true);

    const found = await report();
    expect(found).toMatchObject({ people: 1, suggestions: ['Jam buka lebih pagi.'] });
    expect(found.result!.index).toBeCloseTo((35 / 36) * 100, 9);
    expect(found.profile.find(({ title }) => title === 'Umur')!.rows).toEqual([
      { label: '30–39 tahun', people: 1 },
    ]);
  });

  test('nothing that is kept leads from the answer to the request or the person', async () => {
    const kept = await office.run((tx) => tx.selectFrom('survey_answer').selectAll().execute());
    const { reference: _, ...request } = (await office.look(reference)).request;
    for (const row of kept) {
      const words = JSON.stringify(row);
      for (const trace of [request.id, office.siti.residentId, 'SITI', '5207024106900003'])
        expect(words).not.toContain(trace);
      // A day, and no hour that could be compared with another record.
      expect(words).not.toMatch(/\d\d:\d\d/);
    }
    const trail = await office.run((tx) =>
      tx.selectFrom('audit_event').select('action').where('action', 'like', 'survey%').execute(),
    );
    expect(trail).toEqual([]);
  });

  test('what was answered cannot be changed by the application', async () => {
    await expect(
      office.run((tx) => tx.updateTable('survey_answer').set({ service: 'x' }).execute()),
    ).rejects.toThrow('permission denied');
    await expect(office.run((tx) => tx.deleteFrom('survey_answered').execute())).rejects.toThrow(
      'permission denied',
    );
  });
});

test('a service that is not finished is not judged', async () => {
  const { reference } = await office.send();
  await expect(answer(reference, all('4'))).rejects.toEqual(refused('conflict'));
  expect(
    await office.run((tx) => findOwnSurvey(tx, office.village, office.siti, reference)),
  ).toBeUndefined();
});

describe('the report', () => {
  test('is not for the editor, nor for residents', async () => {
    const editor = staffVisitor(await makeStaff(office.village.id, ['editor']));
    await expect(report(editor)).rejects.toEqual(refused('forbidden'));
    await expect(report(office.siti as never)).rejects.toEqual(refused('not-signed-in'));
  });

  test('taken out, it is on record', async () => {
    await office.run((tx) => takeOutSurveyReport(tx, office.village, office.head, year, 'pdf'));
    const [event] = await office.run((tx) =>
      tx
        .selectFrom('audit_event')
        .select('details')
        .where('action', '=', 'surveys.take-out')
        .execute(),
    );
    expect(event!.details).toMatchObject({ period: year.words, format: 'pdf' });
  });

  test('of days in which nobody answered it has no index', async () => {
    const past = reportPeriod(2001, 'T1')!;
    const found = await office.run((tx) => readSurveyReport(tx, office.village, office.head, past));
    expect(found).toMatchObject({ people: 0, served: 0, needed: 0, result: undefined });
  });

  test('says the same as PDF and as spreadsheet', async () => {
    const made = surveyReport(office.village, year, await report());
    const text = poppler('pdftotext', await writeReportDocument(office.village, made), '-layout');
    expect(text).toContain('Indeks 97,22: mutu A (sangat baik)');
    expect(text).toContain('Jam buka lebih pagi.');
    const pieces: Buffer[] = [];
    for await (const piece of writeReportSheet('Survei kepuasan', made)) pieces.push(piece);
    expect(Buffer.concat(pieces).subarray(0, 2).toString()).toBe('PK');
  });
});
