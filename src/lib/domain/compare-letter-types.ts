import { type DiffLine, diffLines } from './diff-lines.ts';
import { choiceLines } from './edit-letter-questions.ts';
import type { Draft, Written } from './letter-edit.ts';
import { questionKinds, type QuestionType } from './letter-question-kinds.ts';

/** A part of two letter types held against each other. */
export interface ComparedPart {
  title: string;
  lines: DiffLine[];
  changed: boolean;
}

/** What differs between two letter types, by the parts of the editor, in lines that can be read. */
export function compareLetterTypes(before: Draft, after: Draft): ComparedPart[] {
  const [old, present] = [partsOf(before), partsOf(after)];
  return old.map(({ title, lines }, index) => {
    const compared = diffLines(lines, present[index]!.lines);
    return { title, lines: compared, changed: compared.some(({ kind }) => kind !== 'same') };
  });
}

function partsOf({ front, body }: Draft): { title: string; lines: string[] }[] {
  return [
    { title: 'Umum', lines: factLines(front) },
    { title: 'Pertanyaan', lines: written(front.fields).flatMap((field) => questionLines(field)) },
    { title: 'Syarat', lines: written(front.requirements).flatMap(requirementLines) },
    { title: 'Isi surat', lines: body.split('\n') },
  ];
}

const written = (list: unknown) => (Array.isArray(list) ? (list as Written[]) : []);
const text = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : typeof value === 'number'
      ? String(value)
      : JSON.stringify(value);

const factNames: readonly (readonly [key: string, label: string])[] = [
  ['name', 'Nama'],
  ['title', 'Judul'],
  ['code', 'Kode'],
  ['purpose', 'Kegunaan'],
  ['keywords', 'Kata pencarian'],
  ['group', 'Kelompok'],
  ['selfService', 'Cara melayani'],
  ['subject', 'Untuk siapa'],
  ['forMany', 'Boleh dibuat massal'],
  ['event', 'Peristiwa'],
  ['ask', 'Ditanyakan bila kosong'],
  ['classification', 'Kode klasifikasi'],
  ['validity', 'Masa berlaku'],
  ['signature', 'Tanda tangan'],
  ['acknowledged', 'Mengetahui'],
  ['addressee', 'Kepada'],
  ['cosigners', 'Penanda tangan lain'],
  ['endorsers', 'Diketahui pejabat lain'],
  ['form', 'Surat berupa formulir'],
  ['forms', 'Formulir lampiran'],
  ['chain', 'Alur'],
  ['workingDays', 'Hari kerja'],
];

function factLines(front: Written): string[] {
  const facts = factNames
    .filter(([key]) => front[key] !== undefined)
    .map(([key, label]) => {
      const value = front[key];
      const plain = Array.isArray(value) && value.every((one) => typeof one === 'string');
      return `${label}: ${plain ? value.join(', ') : text(value)}`;
    });
  const service = (front.service ?? {}) as Written;
  return [
    ...facts,
    ...strings(service.requirements).map((line) => `Standar, syarat: ${line}`),
    ...strings(service.procedure).map((line) => `Standar, langkah: ${line}`),
    ...['cost', 'product', 'complaints'].map(
      (key) => `Standar, ${serviceNames[key]}: ${text(service[key])}`,
    ),
  ];
}
const strings = (list: unknown) => (Array.isArray(list) ? list.map(text) : []);
const serviceNames: Readonly<Record<string, string>> = {
  cost: 'biaya',
  product: 'hasil',
  complaints: 'pengaduan',
};

function questionLines(field: Written, indent = ''): string[] {
  const { key, type, label, of, choices, ...more } = field;
  const kind = questionKinds[type as QuestionType]?.name ?? text(type);
  const details = Object.entries(more).map(([name, value]) => `${indent}  ${name}: ${text(value)}`);
  const lines = Array.isArray(choices)
    ? choiceLines(choices as { label: string; text?: string }[]).split('\n')
    : [];
  return [
    `${indent}${text(label)} (${kind})`,
    ...details,
    ...lines.map((line) => `${indent}  pilihan: ${line}`),
    ...written(of).flatMap((one) => questionLines(one, `${indent}  `)),
  ];
}

function requirementLines({ key, label, ...more }: Written): string[] {
  return [text(label), ...Object.entries(more).map(([name, value]) => `  ${name}: ${text(value)}`)];
}
