import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersForDisplay, validateAnswers } from './letter-answers.ts';
import { exampleAnswers } from './letter-examples.ts';
import { addItem, closeGaps, removeItem } from './letter-items.ts';
import { askMissing, formParts, questionsOf } from './letter-questions.ts';
import type { LetterSubject } from './letter-subject.ts';
import { letterFieldSchema } from './letter-type.ts';

const today = '2026-11-24';
const form = (...written: Record<string, unknown>[]) => ({
  fields: written.map((one) =>
    letterFieldSchema.parse({
      key: 'x',
      label: 'Isian',
      ...(one.type !== 'person' &&
        one.type !== 'group' &&
        one.type !== 'period' && { example: 'Contoh' }),
      ...one,
    }),
  ),
});
const paths = (type: ReturnType<typeof form>, raw = {}) =>
  questionsOf(type, raw)
    .filter(({ asked }) => asked)
    .map(({ field }) => field.key);

const use = {
  key: 'use',
  type: 'choice',
  label: 'Dipakai untuk',
  example: 'sekolah',
  choices: [
    { value: 'sekolah', label: 'Sekolah' },
    { value: 'berobat', label: 'Berobat' },
  ],
};
const school = {
  key: 'school',
  type: 'text',
  label: 'Sekolah',
  when: { field: 'use', is: 'sekolah' },
};
const grade = { key: 'grade', type: 'text', label: 'Kelas', when: { field: 'school' } };
const heirs = {
  key: 'heirs',
  type: 'group',
  label: 'Ahli waris',
  item: 'ahli waris',
  min: 1,
  max: 4,
  asks: ['name', 'nik?'],
  of: [{ key: 'relation', type: 'text', label: 'Hubungan', example: 'Anak' }],
};

describe('conditions', () => {
  const type = form(use, school, grade);

  it('ask a question only where an earlier answer calls for it', () => {
    expect(paths(type)).toEqual(['use']);
    expect(paths(type, { use: 'berobat' })).toEqual(['use']);
    expect(paths(type, { use: 'sekolah' })).toEqual(['use', 'school']);
    expect(paths(type, { use: 'sekolah', school: 'SDN 1' })).toEqual(['use', 'school', 'grade']);
  });

  it('do not keep what was answered before they stopped to hold, nor what hangs on it', () => {
    const raw = { use: 'berobat', school: 'SDN 1', grade: '5' };
    expect(validateAnswers(type, raw, today)).toEqual({ ok: true, answers: { use: 'berobat' } });
  });

  it('hold as their own answers and all that they hang on say, however deep', () => {
    const asked = fc.record({
      choice: fc.boolean(),
      on: fc.option(fc.nat(7), { nil: undefined }),
      is: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }),
    });
    const answer = fc.constantFrom('', 'a', 'b');
    fc.assert(
      fc.property(
        fc.array(asked, { minLength: 1, maxLength: 8 }),
        fc.array(answer, { minLength: 8, maxLength: 8 }),
        (plan, answers) => {
          const choices = ['a', 'b'].map((value) => ({ value, label: value }));
          const on = (at: number) => {
            const { on: place, is } = plan[at]!;
            if (place === undefined || place >= at) return undefined;
            return { place, is: plan[place]!.choice ? is : undefined };
          };
          const type = form(
            ...plan.map(({ choice }, at) => {
              const when = on(at);
              return {
                key: `q${at}`,
                required: false,
                ...(choice ? { type: 'choice', choices } : { type: 'text', minLength: 1 }),
                ...(when && { when: { field: `q${when.place}`, ...(when.is && { is: when.is }) } }),
              };
            }),
          );
          const raw = Object.fromEntries(plan.map((_, at) => [`q${at}`, answers[at]!]));
          const holds = (at: number): boolean => {
            const when = on(at);
            if (!when) return true;
            const said = answers[when.place]!;
            return holds(when.place) && (when.is ? said === when.is : said !== '');
          };
          const wanted = plan.flatMap((_, at) => (holds(at) ? [`q${at}`] : []));
          expect(paths(type, raw)).toEqual(wanted);
          expect(validateAnswers(type, raw, today)).toEqual({
            ok: true,
            answers: Object.fromEntries(
              wanted.filter((key) => raw[key]).map((key) => [key, raw[key]]),
            ),
          });
        },
      ),
    );
  });

  it('are said in words for a form where all questions show', () => {
    const [, second, third] = questionsOf(type, {});
    expect(second!.when?.words).toBe('Diisi bila Dipakai untuk: Sekolah.');
    expect(third!.when?.words).toBe('Diisi bila Sekolah diisi.');
  });
});

describe('a choice with an answer of one’s own', () => {
  const type = form({ ...use, other: 'Untuk apa?' });

  it('asks what it is only then', () => {
    expect(paths(type, { use: 'sekolah' })).toEqual(['use']);
    expect(paths(type, { use: 'lain' })).toEqual(['use', 'use.other']);
    expect(validateAnswers(type, { use: 'lain' }, today)).toMatchObject({
      ok: false,
      errors: [{ field: 'use.other' }],
    });
  });
});

describe('a period', () => {
  const type = form({ key: 'trip', type: 'period', label: 'Perjalanan', min: 'today' });

  it('ends on or after its first day', () => {
    const days = (from: string, until: string) =>
      validateAnswers(type, { 'trip.from': from, 'trip.until': until }, today);
    expect(days('2026-12-01', '2026-12-01')).toMatchObject({ ok: true });
    expect(days('2026-12-02', '2026-12-01')).toMatchObject({
      ok: false,
      errors: [{ field: 'trip.until' }],
    });
    expect(days('2026-11-01', '2026-12-01')).toMatchObject({
      ok: false,
      errors: [{ field: 'trip.from' }],
    });
  });
});

describe('a person', () => {
  const person = { key: 'buyer', type: 'person', label: 'Pembeli', asks: ['name', 'nik?', 'sex'] };

  it('may be left out as a whole where that is allowed, and not by half', () => {
    const type = form({ ...person, required: false });
    expect(validateAnswers(type, {}, today)).toEqual({ ok: true, answers: {} });
    expect(validateAnswers(type, { 'buyer.nik': '5207 0241 0690 0003' }, today)).toMatchObject({
      ok: false,
      errors: [{ field: 'buyer.name' }, { field: 'buyer.sex' }],
    });
    const whole = {
      'buyer.name': 'SITI',
      'buyer.sex': 'perempuan',
      'buyer.nik': "'5207.0241.0690.0003",
    };
    expect(validateAnswers(type, whole, today)).toMatchObject({
      ok: true,
      answers: { 'buyer.nik': '5207024106900003' },
    });
  });

  it('is shown under its heading', () => {
    const shown = answersForDisplay(form(person), {
      'buyer.name': 'SITI',
      'buyer.sex': 'perempuan',
    });
    expect(shown.map(({ label, value }) => [label, value])).toEqual([
      ['Pembeli: nama lengkap', 'SITI'],
      ['Pembeli: NIK', ''],
      ['Pembeli: jenis kelamin', 'Perempuan'],
    ]);
  });
});

describe('a group', () => {
  const type = form(heirs);
  const two = {
    'heirs.1.name': 'AHMAD',
    'heirs.1.relation': 'Anak',
    'heirs.2.name': 'SITI',
    'heirs.2.relation': 'Istri',
  };
  const items = (raw: Record<string, string>) => {
    const [part] = formParts(type, raw);
    return part?.kind === 'group' ? part.items.length : 0;
  };

  it('asks for its fewest items, and for those that were begun', () => {
    expect(items({})).toBe(1);
    expect(items(two)).toBe(2);
    expect(validateAnswers(type, { ...two, 'heirs.3.nik': '1' }, today).ok).toBe(false);
    expect(validateAnswers(type, { 'heirs.rows': '3', ...two }, today)).toEqual({
      ok: true,
      answers: two,
    });
  });

  it('grows and shrinks within its bounds', () => {
    let raw: Record<string, string> = {};
    for (let press = 0; press < 9; press++) raw = addItem(type, raw, 'heirs');
    expect(items(raw)).toBe(4);
    for (let press = 0; press < 9; press++) raw = removeItem(type, raw, 'heirs.1');
    expect(items(raw)).toBe(1);
    expect(items({ 'heirs.40.name': 'X', 'heirs.rows': '999999' })).toBe(4);
  });

  it('loses only the item that was removed', () => {
    expect(removeItem(type, two, 'heirs.1')).toEqual({
      'heirs.1.name': 'SITI',
      'heirs.1.relation': 'Istri',
      'heirs.rows': '1',
    });
  });

  it('keeps every answer and its order whatever is left blank between', () => {
    const slots = fc.array(fc.option(fc.stringMatching(/^[A-Z]{3,8}$/), { nil: '' }), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(slots, (names) => {
        const raw = Object.fromEntries(names.map((name, at) => [`heirs.${at + 1}.name`, name]));
        const kept = closeGaps(type, raw);
        const inOrder = names.filter(Boolean);
        expect(inOrder.map((_, at) => kept[`heirs.${at + 1}.name`])).toEqual(inOrder);
        expect(Object.values(kept).filter(Boolean).length).toBe(inOrder.length);
      }),
    );
  });
});

describe('what the register lacks', () => {
  const subject = { occupation: '', religion: 'Islam' } as LetterSubject;

  it('is asked, where the type needs it', () => {
    const type = { fields: [], ask: ['occupation', 'religion'] } satisfies Parameters<
      typeof askMissing
    >[0];
    const asked = askMissing(type, subject);
    expect(paths(asked)).toEqual(['subject.occupation']);
    expect(validateAnswers(asked, {}, today)).toMatchObject({
      ok: false,
      errors: [{ field: 'subject.occupation', message: 'Isi pekerjaan.' }],
    });
  });
});

describe('examples', () => {
  it('answer every question that is asked', () => {
    const type = form(use, school, { key: 'buyer', type: 'person', label: 'Pembeli' }, heirs);
    const read = validateAnswers(type, exampleAnswers(type, true), today);
    expect(read).toMatchObject({ ok: true });
    expect(read.ok && read.answers).toMatchObject({
      school: 'Contoh',
      'buyer.sex': 'laki-laki',
      'heirs.2.relation': 'Anak',
    });
  });
});
