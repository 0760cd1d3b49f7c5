import { aidStates, type AidState } from '#lib/domain/aid-status.ts';

/** What narrows the list of a programme's recipients, as the address carries it. */
const fields = ['cari', 'keadaan', 'dusun', 'rw', 'rt'] as const;

const isState = (name: string): name is AidState => (aidStates as readonly string[]).includes(name);

/** The list and what is taken out of it read the address the same. */
export function readListFilter(asked: URLSearchParams, programmeId: string) {
  const typed = Object.fromEntries(
    fields.map((name) => [name, (asked.get(name) ?? '').trim().slice(0, 80)]),
  ) as Record<(typeof fields)[number], string>;
  return {
    typed,
    filter: {
      programmeId,
      ...(isState(typed.keadaan) && { states: [typed.keadaan] }),
      ...(typed.cari && { words: typed.cari }),
      ...(typed.dusun && { hamlet: typed.dusun }),
      ...(typed.rw && { rw: typed.rw }),
      ...(typed.rt && { rt: typed.rt }),
    },
  };
}
