import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeEvent, detailsFromAnswers, prefilled, readEventDetails } from './event-details.ts';
import { eventKindOf, eventKinds, eventRules } from './event-rules.ts';
import { effectOf, eventDayProblems, eventProblems, statusAfter } from './population-event.ts';

test('effects of any series of events add up to the difference', () => {
  const event = fc.record({
    kind: fc.constantFrom(...eventKinds),
    becomes: fc.constantFrom(1, 2, 6),
  });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 20 }), (series) => {
      let status: number | undefined;
      let people = 0;
      for (const { kind, becomes } of series) {
        const mayBe =
          status === undefined ? kind === 'birth' : eventRules[kind].from.includes(status);
        if (!mayBe) continue;
        const after = statusAfter(kind, { becomes });
        people += effectOf(status, after);
        status = after;
      }
      expect(people).toBe(status === 1 ? 1 : 0);
    }),
  );
});

test('nothing follows a death', () => {
  for (const kind of eventKinds) expect(eventRules[kind].from).not.toContain(2);
});

test('addresses name kinds and nothing else', () => {
  expect(eventKinds.map((kind) => eventKindOf(eventRules[kind].slug))).toEqual([...eventKinds]);
  expect(eventKindOf('death')).toBeUndefined();
});

test('details are read, told, and come back from letters’ answers', () => {
  const { details, errors } = readEventDetails('death', {
    tempat: ' RSUD  Taliwang ',
    jam: '4.05',
    sebab: 'kecelakaan',
  });
  expect(errors).toEqual({});
  expect(details).toEqual({ place: 'RSUD Taliwang', time: '04:05', cause: 3 });
  expect(describeEvent('death', details)).toContainEqual({ label: 'Jam', value: '04.05' });
  const answers = { place: 'RSUD', cause: 'sakit-biasa-tua', occurredOn: '2026-11-02', hobby: 'x' };
  const said = detailsFromAnswers('death', answers);
  expect(said).toEqual({ place: 'RSUD', cause: 1, occurredOn: '2026-11-02' });
  expect(prefilled('death', said)).toEqual({ tanggal: '2026-11-02', tempat: 'RSUD', sebab: '1' });
  expect(
    prefilled('birth', detailsFromAnswers('birth', { childName: 'Budi', childSex: 'laki-laki' })),
  ).toEqual({ nama: 'Budi', 'jenis-kelamin': '1' });
  const moving = {
    destination: 'Jalan Langko 5',
    destinationVillage: 'Gomong',
    destinationRegency: 'Kota Mataram',
    scope: 'provinsi-lain',
  };
  expect(detailsFromAnswers('departure', moving)).toEqual({
    destination: 'Jalan Langko 5, Gomong, Kota Mataram',
    scope: 4,
  });
  expect(detailsFromAnswers('death', { 'reporter.name': 'RAHMAT' })).toEqual({
    reporter: 'RAHMAT',
  });
});

test('days: none in the future, none told before it happened', () => {
  const problems = (occurredOn: string, reportedOn = occurredOn, documentOn?: string) =>
    Object.keys(eventDayProblems({ occurredOn, reportedOn, documentOn }, '2026-11-23'));
  expect(problems('2026-11-23')).toEqual([]);
  expect(problems('2026-11-24')).toEqual(['tanggal', 'lapor']);
  expect(problems('2026-11-02', '2026-11-01')).toEqual(['lapor']);
  expect(problems('2026-11-02', '2026-11-02', '2026-12-01')).toEqual(['tanggal-dokumen']);
  expect(problems('')).toEqual(['tanggal']);
});

test('a temporary resident may leave for good, a permanent one moves', () => {
  const person = { name: 'A', basicStatus: 1, residence: 2, birthDate: null };
  expect(eventProblems(person, 'status', '2026-11-01', { becomes: 6 })).toEqual({});
  expect(
    Object.keys(eventProblems({ ...person, residence: 1 }, 'status', '2026-11-01', { becomes: 6 })),
  ).toEqual(['menjadi']);
});
