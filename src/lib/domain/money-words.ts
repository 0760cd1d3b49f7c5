/** The largest amount that is read, written and spelled: 999 trillion rupiah. */
export const largestAmount = 999_999_999_999_999;

const ones = [
  '',
  'satu',
  'dua',
  'tiga',
  'empat',
  'lima',
  'enam',
  'tujuh',
  'delapan',
  'sembilan',
  'sepuluh',
  'sebelas',
];
const groups = ['', 'ribu', 'juta', 'miliar', 'triliun'];

/**
 * A whole number in Indonesian words ("terbilang"): 1250 → "seribu dua ratus lima puluh".
 *
 * @throws RangeError below 0, above `largestAmount`, or for a fraction.
 */
export function numberWords(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value > largestAmount) {
    throw new RangeError(`No words for ${value}`);
  }
  if (value === 0) return 'nol';
  const words: string[] = [];
  for (let power = groups.length - 1; power >= 0; power -= 1) {
    const count = Math.floor(value / 1000 ** power) % 1000;
    if (count === 0) continue;
    // One thousand alone is "seribu"; every other group counts itself: "satu juta".
    if (power === 1 && count === 1) words.push('seribu');
    else words.push(belowThousand(count), groups[power]!);
  }
  return words.filter(Boolean).join(' ');
}

function belowThousand(value: number): string {
  if (value < 12) return ones[value]!;
  if (value < 20) return `${ones[value - 10]} belas`;
  if (value < 100) return joined(`${ones[Math.floor(value / 10)]} puluh`, value % 10);
  if (value < 200) return joined('seratus', value - 100);
  return joined(`${ones[Math.floor(value / 100)]} ratus`, value % 100);
}

const joined = (head: string, rest: number) => (rest ? `${head} ${belowThousand(rest)}` : head);

/** An amount of rupiah in words: "satu juta dua ratus ribu rupiah". */
export const rupiahWords = (amount: number): string => `${numberWords(amount)} rupiah`;

/** "1.250.000" */
export function formatNumber(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, '.');
}

/** "Rp1.250.000" */
export const formatRupiah = (amount: number): string => `Rp${formatNumber(amount)}`;

/**
 * Whole rupiah from how people type them: "1500000", "1.500.000", "Rp 1.500.000,00", "1.500.000,-".
 * Undefined when it is none, or when the dots do not stand at the thousands.
 */
export function parseRupiah(written: string): number | undefined {
  const bare = written
    .trim()
    .replace(/^rp\.?\s*/i, '')
    .replace(/,(-|00?)$/, '');
  if (!/^(\d+|\d{1,3}([. ]\d{3})+)$/.test(bare)) return undefined;
  const amount = Number(bare.replace(/[. ]/g, ''));
  return amount <= largestAmount ? amount : undefined;
}
