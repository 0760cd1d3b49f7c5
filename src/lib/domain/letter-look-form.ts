import {
  letterFonts,
  letterheadLogos,
  letterSizes,
  marginLimits,
  mostLines,
  penLimits,
  type LetterFont,
  type LetterLook,
  type LetterheadLogo,
  type MarginSide,
} from './letter-look.ts';
import { Refusal } from './refusal.ts';
import { typedLine, unprintable } from './typed-text.ts';

/** A form's text fields by name. */
export type TypedLook = Readonly<Record<string, string>>;

/** The margins' fields. */
export const marginFields: Record<MarginSide, string> = {
  top: 'marginAtas',
  right: 'marginKanan',
  bottom: 'marginBawah',
  left: 'marginKiri',
};

export interface LookForm {
  look: LetterLook;
  paper: 'A4' | 'F4';
}

/**
 * Reads the form of the letters' look. A field of the letterhead that is left empty is as usual.
 * @throws Refusal 'invalid' with a sentence for each field
 */
export function readLookForm(typed: TypedLook): LookForm {
  const problems: Record<string, string> = {};
  const lines = (name: string, longest: number) => {
    const all = (typed[name] ?? '').split(/\r\n?|\n/).map(typedLine);
    const kept = all.filter(Boolean);
    if (kept.length > mostLines) problems[name] = `Paling banyak ${mostLines} baris.`;
    judge(name, kept, longest);
    return kept.length ? kept : null;
  };
  const one = (name: string, longest: number) => {
    const words = typedLine(typed[name] ?? '');
    judge(name, [words], longest);
    return words || null;
  };
  const judge = (name: string, words: readonly string[], longest: number) => {
    if (words.some((text) => text.length > longest))
      problems[name] = `Satu baris paling panjang ${longest} huruf.`;
    const strange = unprintable(words.join(''));
    if (strange.length) problems[name] = `Tidak bisa dicetak: ${strange.join(' ')}`;
  };
  const choice = <T extends string>(name: string, choices: readonly T[], otherwise: string): T => {
    const found = choices.find((value) => value === typed[name]);
    if (!found) problems[name] = otherwise;
    return found ?? choices[0]!;
  };
  const millimetres = (name: string, { min, max }: { min: number; max: number }) => {
    const value = Number((typed[name] ?? '').trim().replace(',', '.') || NaN);
    if (!(value >= min && value <= max)) problems[name] = `Isi ${min} sampai ${max} mm.`;
    return value;
  };
  const logo = (name: string): LetterheadLogo => choice(name, letterheadLogos, 'Pilih lambangnya.');
  const margin = (side: MarginSide) => millimetres(marginFields[side], marginLimits[side]);

  const form: LookForm = {
    paper: choice('kertas', ['F4', 'A4'], 'Pilih ukuran kertas.'),
    look: {
      above: lines('kopAtas', 80),
      name: one('kopNama', 80),
      address: lines('kopAlamat', 120),
      left: logo('lambangKiri'),
      right: logo('lambangKanan'),
      rule: choice('garis', ['double', 'single'], 'Pilih garis kop.'),
      font: choice('huruf', Object.keys(letterFonts) as LetterFont[], 'Pilih jenis huruf.'),
      size: Number(choice('ukuran', letterSizes.map(String), 'Pilih ukuran huruf.')),
      margins: {
        top: margin('top'),
        right: margin('right'),
        bottom: margin('bottom'),
        left: margin('left'),
      },
      signature: choice('letakTtd', ['right', 'left'], 'Pilih letak tanda tangan.'),
      pen: millimetres('ruangTtd', penLimits),
      employeeNumber: typed.nip !== undefined,
      footer: one('kaki', 60),
    },
  };
  if (form.look.left !== 'none' && form.look.left === form.look.right)
    problems.lambangKanan = 'Lambang kiri dan kanan harus berbeda.';
  const [first] = Object.values(problems);
  if (first) throw new Refusal('invalid', first, problems);
  return form;
}

/** What the form shows for a look. */
export const lookFields = ({ look, paper }: LookForm): Record<string, string> => ({
  kertas: paper,
  kopAtas: (look.above ?? []).join('\n'),
  kopNama: look.name ?? '',
  kopAlamat: (look.address ?? []).join('\n'),
  lambangKiri: look.left,
  lambangKanan: look.right,
  garis: look.rule,
  huruf: look.font,
  ukuran: String(look.size),
  ...Object.fromEntries(
    Object.entries(marginFields).map(([side, name]) => [
      name,
      String(look.margins[side as MarginSide]),
    ]),
  ),
  letakTtd: look.signature,
  ruangTtd: String(look.pen),
  ...(look.employeeNumber && { nip: 'ya' }),
  kaki: look.footer ?? '',
});
