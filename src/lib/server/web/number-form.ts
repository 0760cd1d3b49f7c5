import { formatDateLong } from '#lib/domain/dates-id.ts';
import { sequenceText } from '#lib/domain/letter-number.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { ChosenNumber, NumberPlace, NumberRow } from '#lib/server/letters/index.ts';

/** A plain number's place as a form holds it: "village|2026|12". */
export const placeText = ({ counter, year, sequence }: NumberPlace): string =>
  [counter, year, sequence].join('|');

/**
 * Reads it back.
 * @throws Refusal 'conflict' for what no form of ours held
 */
export function readPlace(text: string): NumberPlace {
  const found = /^([0-9A-Za-z./-]{1,30})\|(\d{4})\|(\d{1,9})$/.exec(text);
  if (!found) throw new Refusal('conflict', 'Nomor ini tidak ada. Buka lagi halaman ini.');
  const [, counter, year, sequence] = found;
  return { counter: counter!, year: Number(year), sequence: Number(sequence), suffix: '' };
}

/** A number that was set aside, to choose from. */
export const reservedChoice = (row: NumberRow) => ({
  value: placeText(row),
  label: `${sequenceText(row.sequence, '', 3)} tahun ${row.year}, dicadangkan ${formatDateLong(row.on_date)}: ${row.reason ?? ''}`,
});

/** What ChooseNumber.svelte posts; undefined where it was left alone. */
export function typedChosen(form: FormData): ChosenNumber | undefined {
  const typed = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const number = typed('nomor');
  const date = typed('tanggalSurat');
  if (!number && !date) return undefined;
  if (date && !/^\d{4}-\d{2}-\d{2}$/.test(date)) {
    const message = 'Isi tanggal surat, misalnya 23-11-2026.';
    throw new Refusal('invalid', message, { tanggalSurat: message });
  }
  return {
    ...(number && { reserved: readPlace(number) }),
    ...(date && { date }),
    reason: typed('alasanTanggal'),
  };
}
