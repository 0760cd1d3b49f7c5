import type { Desk } from '#lib/server/desk/index.ts';

/** The first page in a sentence: "7 pekerjaan menunggu Anda, 2 terlambat." */
export function deskWords({ waiting, late }: Pick<Desk, 'waiting' | 'late'>): string {
  const sum = (counts: readonly { count: number }[]) =>
    counts.reduce((total, { count }) => total + count, 0);
  const [mine, past] = [sum(waiting), sum(late.lists)];
  return [
    mine ? `${mine} pekerjaan menunggu Anda` : 'Tidak ada yang menunggu Anda',
    past ? `, ${past} terlambat.` : '.',
  ].join('');
}
