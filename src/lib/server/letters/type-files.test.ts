import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, test } from 'vitest';
import { dottedLine } from '#lib/domain/fill-letter-text.ts';
import { letterTypeSchema } from '#lib/domain/letter-type.ts';
import { serviceStandard } from '#lib/domain/service-standard.ts';
import { letterValues } from '#lib/domain/letter-values.ts';
import { LetterTypeError } from '#lib/domain/parse-letter-type.ts';
import { composeLetter } from './rendering/compose-letter.ts';
import type { LetterDocument } from './rendering/letter-document.ts';
import { sampleAnswers, sampleFacts, sampleLetterInput } from './rendering/sample-facts.ts';
import { readLetterTypes, shippedTypes } from './type-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'balai-types-'));
afterAll(() => rmSync(folder, { recursive: true }));

const types = [...shippedTypes().values()];

/** All words of a letter's body in their order. */
const words = ({ body }: LetterDocument) =>
  body
    .map((block) => {
      if (block.kind === 'paragraph') return [block.runs];
      if (block.kind === 'list') return block.items;
      if (block.kind === 'table') return block.rows.flat();
      return block.rows.map(({ label, value }) => [...label, { text: ': ' }, ...value]);
    })
    .flat()
    .map((runs) => runs.map(({ text }) => text).join(''))
    .join('\n');

test('the most asked come first', () => {
  expect(types.slice(0, 5).map(({ code }) => code)).toEqual(['SKU', 'SKD', 'SKTM', 'SP', 'SKBM']);
});

describe.each(types)('$name', (type) => {
  it('survives being kept as JSON with a request', () => {
    expect(letterTypeSchema.parse(JSON.parse(JSON.stringify(type)))).toEqual(type);
  });

  it('costs nothing and publishes all six components', () => {
    const standard = serviceStandard(type);
    expect(standard.cost).toContain('Rp0');
    expect(standard.time).toContain('hari kerja');
    expect(Object.values(standard).every((component) => component.length > 0)).toBe(true);
  });

  it('promises the product that it makes', () => {
    expect(type.service.product).toContain(type.signature === 'wet' ? 'basah' : 'elektronik');
    const { validity } = type;
    if (validity === 'none' || 'untilField' in validity) return;
    const [count, unit] =
      'months' in validity ? [validity.months, 'bulan'] : [validity.days, 'hari'];
    expect(type.service.product).toContain(`berlaku ${count} ${unit}`);
  });

  it.skipIf(type.form)('leaves nothing open when everything is known', () => {
    const text = words(composeLetter(sampleLetterInput(type)));
    expect(text).not.toContain(dottedLine);
    expect(text).not.toMatch(/undefined|null|\{\{/);
    expect(text).toContain('SITI AMINAH');
  });

  it('reads well without the questions that may stay open', () => {
    const input = sampleLetterInput(type);
    const facts = sampleFacts(type, sampleAnswers(type, false));
    const text = words(composeLetter({ ...input, facts }));
    expect(text).not.toContain(dottedLine);
    const few = letterValues(type, facts);
    const said = new Set(Object.values(few));
    for (const [name, value = ''] of Object.entries(letterValues(type, input.facts))) {
      // Short words may stand there by chance, and two questions may have one example.
      if (name.startsWith('answers.') && !few[name] && value.length > 20 && !said.has(value))
        expect(text).not.toContain(value);
    }
  });
});

test('room is left to write where the register has nothing', () => {
  const input = sampleLetterInput(shippedTypes().get('keterangan-usaha')!);
  const subject = { ...input.facts.subject, religion: '', occupation: '' };
  const text = words(composeLetter({ ...input, facts: { ...input.facts, subject } }));
  expect(text).toContain(`Agama: ${dottedLine}`);
  expect(text).toContain(`Pekerjaan: ${dottedLine}`);
});

test('income is written in figures and in words', () => {
  const text = words(
    composeLetter(sampleLetterInput(shippedTypes().get('keterangan-tidak-mampu')!)),
  );
  expect(text).toContain('Rp1.200.000 (satu juta dua ratus ribu rupiah)');
  expect(text).toContain('4 (empat) orang');
});

test('two types with one code are refused', () => {
  const file = (code: string) => `---
code: ${code}
name: Surat
title: SURAT
purpose: Untuk mencoba.
keywords: [coba]
group: umum
order: 1
selfService: green
subject: { family: true }
fields: []
requirements: []
classification: '100'
validity: none
signature: wet
chain: [{ role: head, does: sign }]
workingDays: 1
service: { requirements: [Satu.], procedure: [Satu., Dua.], cost: Rp0, product: Surat., complaints: Kantor. }
---
Isi surat.
`;
  writeFileSync(join(folder, 'satu.md'), file('SA'));
  writeFileSync(join(folder, 'dua.md'), file('SA'));
  expect(() => readLetterTypes(folder)).toThrow(LetterTypeError);
  writeFileSync(join(folder, 'dua.md'), file('SB'));
  expect([...readLetterTypes(folder).keys()]).toEqual(['dua', 'satu']);
});
