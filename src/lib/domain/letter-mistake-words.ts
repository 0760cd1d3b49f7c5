import type { Draft, Written } from './letter-edit.ts';
import { besideText, type LetterMistake } from './letter-mistake.ts';
import { nearest } from './nearest.ts';

/** The parts of the editor in which a mistake can be mended. */
export type EditorPart = 'umum' | 'pertanyaan' | 'syarat' | 'isi';

/** A mistake as the office reads it: where it stands, what is wrong, what to write instead. */
export interface ToldMistake {
  part: EditorPart;
  /** The path of the question or the key of the document that it is in. */
  item?: string;
  /** The name of the form's field, where it is one. */
  field?: string;
  /** In the letter's text, from 1. */
  line?: number;
  message: string;
}

/** Names of what the forms ask, as they stand at the fields. */
const names: Readonly<Record<string, string>> = {
  name: 'Nama surat',
  title: 'Judul di surat',
  code: 'Kode',
  purpose: 'Kegunaan',
  keywords: 'Kata pencarian',
  group: 'Kelompok',
  selfService: 'Cara melayani',
  minAge: 'Umur paling muda',
  classification: 'Kode klasifikasi',
  validity: 'Masa berlaku',
  workingDays: 'Janji selesai',
  service: 'Standar pelayanan',
  procedure: 'Langkah',
  cost: 'Biaya',
  product: 'Hasil',
  complaints: 'Pengaduan',
  requirements: 'Syarat',
  body: 'Isi surat',
  addressee: 'Kepada',
  cosigners: 'Penanda tangan lain',
  endorsers: 'Diketahui pejabat lain',
  forms: 'Formulir resmi',
  label: 'Pertanyaan',
  hint: 'Keterangan',
  example: 'Contoh jawaban',
  minLength: 'Paling sedikit',
  maxLength: 'Paling banyak',
  min: 'Paling kecil',
  max: 'Paling besar',
  unit: 'Satuan',
  choices: 'Pilihan',
  other: 'Pertanyaan untuk jawaban lain',
  item: 'Sebutan satu barisnya',
  asks: 'Yang ditanyakan',
};

/** The mistake in Indonesian, with its place. `offered`: every placeholder that the text may use. */
export function tellMistake(
  mistake: LetterMistake,
  draft: Draft,
  offered: readonly string[],
): ToldMistake {
  const { part, item, field } = placeOf(mistake, draft);
  const asked = item === undefined ? undefined : labelOf(draft, part, item);
  const what = names[field ?? ''] ?? names[String(mistake.path.at(-1))] ?? 'Isian ini';
  const message = say(mistake, { what, asked: asked ?? 'Pertanyaan ini', offered });
  return {
    part,
    ...(item !== undefined && { item }),
    ...(field !== undefined && { field }),
    ...(mistake.line !== undefined && { line: mistake.line }),
    message: asked && saysNoName.has(mistake.code) ? `“${asked}”: ${message}` : message,
  };
}

/** What is wrong with a field says which question it is of only where it is told. */
const saysNoName: ReadonlySet<LetterMistake['code']> = new Set([
  'missing',
  'too-short',
  'too-long',
  'too-few',
  'too-many',
  'too-small',
  'too-large',
  'misshapen',
  'bad-example',
]);

function placeOf({ path }: LetterMistake, { front }: Draft): Omit<ToldMistake, 'message'> {
  const [top, second, third, fourth] = path;
  if (['body', besideText, 'addressee', 'cosigners', 'endorsers'].includes(String(top)))
    return { part: 'isi', field: top === besideText ? 'cosigners' : String(top) };
  if (top === 'fields' || top === 'requirements') {
    const list = front[top] as Written[] | undefined;
    let item =
      typeof second === 'number' ? String(list?.[second]?.key ?? '') : nameless(String(second));
    let field = third;
    if (third === 'of' && typeof fourth === 'number') {
      const of = list?.[Number(second)]?.of as Written[] | undefined;
      item += `.${String(of?.[fourth]?.key ?? '')}`;
      field = path[4];
    }
    return {
      part: top === 'fields' ? 'pertanyaan' : 'syarat',
      item,
      ...(field !== undefined && { field: String(field) }),
    };
  }
  if (top === 'validity' && second !== 'untilField')
    return { part: 'umum', field: 'validity.count' };
  const nested = top === 'service' || top === 'subject' || top === 'validity';
  return { part: 'umum', field: nested ? `${top}.${String(second)}` : String(top ?? '') };
}

function labelOf({ front }: Draft, part: EditorPart, item: string): string | undefined {
  const [key, inner] = item.split('.');
  const list = (part === 'syarat' ? front.requirements : front.fields) as Written[] | undefined;
  const outer = list?.find((one) => one.key === key);
  const of = outer?.of as Written[] | undefined;
  const found = inner === undefined ? outer : (of?.find((one) => one.key === inner) ?? outer);
  return typeof found?.label === 'string' ? found.label : undefined;
}

/** A question's own path: without the number of the item in which it was found. */
const nameless = (path: string) => path.replace(/\.\d+(?=\.)/, '');

interface About {
  what: string;
  asked: string;
  offered: readonly string[];
}

function say(mistake: LetterMistake, { what, asked, offered }: About): string {
  const { code, found = '', limit, detail } = mistake;
  switch (code) {
    case 'missing':
      return `${what} belum diisi.`;
    case 'too-short':
      return `${what} terlalu pendek: tulis paling sedikit ${limit} huruf.`;
    case 'too-long':
      return `${what} terlalu panjang: paling banyak ${limit} huruf.`;
    case 'too-few':
      return `${what} kurang: paling sedikit ${limit}.`;
    case 'too-many':
      return `${what} terlalu banyak: paling banyak ${limit}.`;
    case 'too-small':
      return `${what} terlalu kecil: paling kecil ${limit}.`;
    case 'too-large':
      return `${what} terlalu besar: paling besar ${limit}.`;
    case 'misshapen':
      return `${what} belum benar${found && `: “${found}”`}. ${shapes[String(mistake.path.at(-1))] ?? 'Periksa isinya.'}`;
    case 'unknown-key':
      return `Ada bagian yang tidak dikenal: ${found}. Hapus bagian itu.`;
    case 'no-front-matter':
    case 'empty-front-matter':
    case 'unreadable':
      return 'Berkas ini bukan jenis surat Balai. Ambil berkasnya dari tombol “Ambil berkas” di desa lain.';
    case 'key-twice':
      return `Dua isian memakai nama yang sama (${found}). Hapus salah satunya.`;
    case 'condition-without-question':
      return `“${asked}” bergantung pada pertanyaan yang tidak ada di atasnya. Pilih lagi kapan ditanyakan.`;
    case 'condition-without-choice':
      return `“${asked}” bergantung pada jawaban tertentu, tetapi pertanyaan itu bukan pilihan. Pilih lagi kapan ditanyakan.`;
    case 'condition-without-answer':
      return `“${asked}” menunggu jawaban yang sudah tidak ada dalam pilihan (${found}). Pilih lagi kapan ditanyakan.`;
    case 'asks-nothing':
      return `Daftar “${asked}” belum menanyakan apa-apa. Centang data orang, atau tambahkan pertanyaan.`;
    case 'fewest-over-most':
      return `“${asked}”: jumlah paling sedikit lebih besar daripada paling banyak. Tukar keduanya.`;
    case 'bad-example':
      return `contoh jawabannya tidak diterima oleh pertanyaannya sendiri. ${detail}`;
    case 'pattern-without-hint':
      return `“${asked}” punya pola tanpa penjelasan. Hapus pertanyaannya lalu buat lagi.`;
    case 'until-no-day':
      return 'Masa berlaku menunjuk pertanyaan yang bukan tanggal wajib. Pilih pertanyaan tanggal yang wajib diisi.';
    case 'chain-end':
      return 'Alur harus diakhiri tanda tangan Kepala Desa, dan hanya ia yang menandatangani. Pilih lagi alurnya.';
    case 'text-or-form':
      return 'Isi surat belum ada. Tulis isinya; hanya surat yang memakai formulir resmi boleh tanpa isi.';
    case 'form-reads-otherwise':
      return `“${asked}” dibaca oleh formulir resmi ${found}, tetapi jenis pertanyaannya lain. Kembalikan jenisnya seperti semula.`;
    case 'unused-question':
      return `“${asked}” ditanyakan tetapi tidak dipakai dalam surat. Sisipkan jawabannya ke isi surat, atau centang “Hanya untuk kantor”.`;
    case 'unknown-placeholder': {
      const near = nearest(found, offered);
      return (
        `Isian {{${found}}} tidak dikenal. ` +
        (near ? `Mungkin maksud Anda {{${near}}}?` : 'Pilih dari daftar isian.')
      );
    }
    case 'no-letter-markup':
      return `Judul, garis, kutipan, dan kode HTML tidak dipakai dalam surat: “${short(found)}”. Tulis sebagai kalimat biasa.`;
    case 'nested-list':
      return `${found} berada di dalam daftar lain. Tutup dulu daftar sebelumnya dengan {{/each}} atau {{/table}}.`;
    case 'ends-nothing':
      return `${found} menutup daftar yang tidak dibuka. Hapus baris ini, atau tulis pembukanya di atas.`;
    case 'no-end':
      return `${found} belum ditutup. Tulis ${found.startsWith('{{table') ? '{{/table}}' : '{{/each}}'} pada baris sendiri setelah isinya.`;
    case 'table-of-rows':
      return `Di antara ${found} dan {{/table}} hanya boleh ada baris kolom, misalnya | Nama | {{item.name}} |.`;
    case 'row-form':
      return `Baris tabel harus berbentuk | nama | isi |, diakhiri tanda |. Yang tertulis: ${short(found)}`;
    case 'placeholder-form':
      return `Isian ditulis di antara dua kurung kurawal, misalnya {{subject.name}}. Yang tertulis: ${short(found)}`;
    case 'lone-asterisk':
      return `Tanda bintang untuk huruf tebal atau miring tidak berpasangan: “${short(found)}”. Tutup dengan bintang yang sama, atau tulis \\* untuk bintang biasa.`;
  }
}

const short = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}…` : text);

/** How what is misshapen is written. */
const shapes: Readonly<Record<string, string>> = {
  code: 'Tulis 2 sampai 6 huruf, misalnya SKU.',
  classification: 'Tulis angka dan titik saja, misalnya 400.12.2.',
  min: 'Tulis dengan angka.',
  max: 'Tulis dengan angka.',
  minLength: 'Tulis dengan angka.',
  maxLength: 'Tulis dengan angka.',
  minAge: 'Tulis dengan angka.',
  workingDays: 'Tulis dengan angka.',
  months: 'Tulis dengan angka.',
  days: 'Tulis dengan angka.',
  group: 'Pilih dari daftar.',
  pattern: 'Polanya tidak dapat dipakai.',
};
