/** A code for a letter of that name which none of the taken is: SKKB from "Surat Keterangan Kerja Bakti". */
export function freeCode(name: string, taken: readonly string[]): string {
  const initials = name
    .normalize('NFD')
    .toUpperCase()
    .split(/[^A-Z]+/)
    .filter((word) => word && !small.has(word))
    .map((word) => word[0])
    .join('')
    .slice(0, 5);
  const begin = initials.length >= 2 ? initials : `S${initials || 'L'}`;
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const more = letters.flatMap((one) =>
    letters.map((other) => `${begin.slice(0, 4)}${one}${other}`),
  );
  const free = [begin, ...letters.map((letter) => begin + letter), ...more];
  return free.find((code) => !taken.includes(code)) ?? begin;
}

const small = new Set(['DAN', 'DI', 'KE', 'DARI', 'UNTUK', 'YANG', 'ATAU']);
