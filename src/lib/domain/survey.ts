/**
 * Survei Kepuasan Masyarakat after PermenPANRB 14/2017: nine elements, each judged from 1 to 4. Elements
 * are told apart by name, for the last two stand in either order in official forms.
 */

/** One element with its question and its four answers, the worst first. */
export interface SurveyElement {
  key: ElementKey;
  /** As reports name it. */
  name: string;
  question: string;
  answers: readonly [string, string, string, string];
}

export const elementKeys = [
  'requirements',
  'procedure',
  'time',
  'cost',
  'product',
  'competence',
  'conduct',
  'complaints',
  'facilities',
] as const;
export type ElementKey = (typeof elementKeys)[number];

const asked: Readonly<Record<ElementKey, Omit<SurveyElement, 'key'>>> = {
  requirements: {
    name: 'Persyaratan',
    question: 'Apakah syarat yang diminta sesuai dengan layanannya?',
    answers: ['Tidak sesuai', 'Kurang sesuai', 'Sesuai', 'Sangat sesuai'],
  },
  procedure: {
    name: 'Sistem, mekanisme, dan prosedur',
    question: 'Apakah langkah-langkahnya mudah diikuti?',
    answers: ['Tidak mudah', 'Kurang mudah', 'Mudah', 'Sangat mudah'],
  },
  time: {
    name: 'Waktu penyelesaian',
    question: 'Apakah layanannya cepat selesai?',
    answers: ['Tidak cepat', 'Kurang cepat', 'Cepat', 'Sangat cepat'],
  },
  cost: {
    name: 'Biaya atau tarif',
    question: 'Bagaimana biayanya?',
    answers: ['Sangat mahal', 'Cukup mahal', 'Murah', 'Gratis'],
  },
  product: {
    name: 'Produk spesifikasi jenis pelayanan',
    question: 'Apakah hasilnya sesuai dengan yang dijanjikan?',
    answers: ['Tidak sesuai', 'Kurang sesuai', 'Sesuai', 'Sangat sesuai'],
  },
  competence: {
    name: 'Kompetensi pelaksana',
    question: 'Apakah petugas desa cakap dalam pekerjaannya?',
    answers: ['Tidak cakap', 'Kurang cakap', 'Cakap', 'Sangat cakap'],
  },
  conduct: {
    name: 'Perilaku pelaksana',
    question: 'Apakah petugas desa sopan dan ramah?',
    answers: [
      'Tidak sopan dan ramah',
      'Kurang sopan dan ramah',
      'Sopan dan ramah',
      'Sangat sopan dan ramah',
    ],
  },
  complaints: {
    name: 'Penanganan pengaduan, saran, dan masukan',
    question: 'Bagaimana pengaduan dan saran ditangani di sini?',
    answers: [
      'Tidak ada tempat mengadu',
      'Ada, tetapi tidak berfungsi',
      'Berfungsi, tetapi kurang maksimal',
      'Dikelola dengan baik',
    ],
  },
  facilities: {
    name: 'Sarana dan prasarana',
    question: 'Bagaimana tempat dan sarana layanannya, di kantor atau lewat HP?',
    answers: ['Buruk', 'Cukup', 'Baik', 'Sangat baik'],
  },
};

export const surveyElements: readonly SurveyElement[] = elementKeys.map((key) => ({
  key,
  ...asked[key],
}));

/** What one person answered: 1 to 4 for each element. */
export type Scores = Readonly<Record<ElementKey, number>>;

/** Reads scores out of what was typed, by the elements' keys; undefined for each that has no valid answer. */
export function readScores(
  typed: (key: ElementKey) => string,
): { scores: Scores } | { missing: ElementKey[] } {
  const given = elementKeys.map((key) => [key, /^[1-4]$/.test(typed(key)) ? +typed(key) : null]);
  const missing = given.filter(([, score]) => score === null).map(([key]) => key as ElementKey);
  return missing.length > 0 ? { missing } : { scores: Object.fromEntries(given) as Scores };
}

/** The sums of what `people` answered, by element. */
export interface ScoreSums {
  people: number;
  sums: Readonly<Record<ElementKey, number>>;
}

export interface SurveyIndex {
  /** The mean of each element, 1 to 4 (*NRR per unsur*). */
  means: Record<ElementKey, number>;
  /** 25 to 100 (*IKM*). */
  index: number;
  grade: Grade;
}

/**
 * The index of satisfaction: each mean weighs exactly one ninth, and the whole is turned to 100 by 25.
 * With 0,11 for the weight, as some forms round it, the best village would reach 99.
 * Undefined where nobody answered.
 */
export function surveyIndex({ people, sums }: ScoreSums): SurveyIndex | undefined {
  if (people === 0) return undefined;
  const means = Object.fromEntries(
    elementKeys.map((key) => [key, sums[key] / people]),
  ) as SurveyIndex['means'];
  // Whole numbers as long as may be, so that the best is 100 and not 99,999.
  const all = elementKeys.reduce((sum, key) => sum + sums[key], 0);
  const index = (all * 25) / (people * elementKeys.length);
  return { means, index, grade: gradeOf(index) };
}

export interface Grade {
  letter: 'A' | 'B' | 'C' | 'D';
  words: string;
}

/** From which index on, to two decimals, each grade stands. */
const grades: readonly (Grade & { from: number })[] = [
  { letter: 'A', words: 'Sangat baik', from: 88.31 },
  { letter: 'B', words: 'Baik', from: 76.61 },
  { letter: 'C', words: 'Kurang baik', from: 65 },
  { letter: 'D', words: 'Tidak baik', from: 25 },
];

/** The grade of an index of 25 to 100; the table knows two decimals, so the index is rounded to them. */
export function gradeOf(index: number): Grade {
  const rounded = Math.round(index * 100) / 100;
  const { letter, words } = grades.find(({ from }) => rounded >= from) ?? grades.at(-1)!;
  return { letter, words };
}

/**
 * How many of `population` people must answer for the index to stand for all: Krejcie and Morgan's table,
 * computed (χ² 3,841, half and half, 5 %).
 */
export function sampleNeeded(population: number): number {
  const spread = 3.841 * 0.25;
  return Math.round((spread * population) / (0.0025 * (population - 1) + spread));
}
