import { counterName } from '#lib/domain/letter-counter.ts';
import { formatDateShort, villageDate } from '#lib/domain/dates-id.ts';
import { sequenceText } from '#lib/domain/letter-number.ts';
import {
  letterTypes,
  listNumbers,
  reserveNumbers,
  startCounterAt,
  useReservedNumber,
  voidNumber,
  type NumberRow,
} from '#lib/server/letters/index.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { placeText, readPlace } from '#lib/server/web/number-form.ts';
import { saving } from '#lib/server/web/settings-form.ts';
import type { Actions, PageServerLoad } from './$types';

const address = '/kantor/surat/nomor';
const shown = 50;

const states: Record<string, string> = { used: 'Dipakai', reserved: 'Dicadangkan', void: 'Batal' };
const uses: Record<string, string> = { office: 'tulisan tangan', incoming: 'surat masuk' };

const lineOf = (row: NumberRow) => ({
  place: placeText(row),
  sequence: sequenceText(row.sequence, row.suffix, 3),
  counter: counterName(row.counter),
  number: row.number ?? '',
  date: formatDateShort(row.on_date),
  subject: [row.subject, uses[row.used_for ?? '']].filter(Boolean).join(', '),
  state: states[row.state]!,
  reason: [row.reason, row.void_reason].filter(Boolean).join(' → '),
});

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const thisYear = Number(villageDate(now(), village.timeZone).slice(0, 4));
  const asked = Number(url.searchParams.get('tahun'));
  const year = asked >= 2000 && asked <= thisYear ? asked : thisYear;
  const { book, types } = await withVillage(village.id, async (tx) => ({
    book: await listNumbers(tx, village, visitor, { year, limit: shown }),
    types: [...(await letterTypes(tx)).values()],
  }));
  return {
    saved: url.searchParams.has('disimpan'),
    year,
    thisYear,
    scope: village.counterScope,
    today: villageDate(now(), village.timeZone),
    counters: book.counters,
    reserved: book.reserved.map(lineOf),
    numbers: book.numbers.map(lineOf),
    types: types.map(({ code, name }) => ({ value: code, label: `${name} (${code})` })),
  };
};

/** The counter that a form means; "kode" in a field's name would mark it as a secret. */
const counted = (typed: Record<string, string>) => ({
  typeCode: typed.jenis ?? '',
  classification: (typed.klasifikasi ?? '').trim(),
});

export const actions: Actions = {
  cadangkan: saving(address, ({ village, visitor }, typed) =>
    withVillage(village.id, (tx) =>
      reserveNumbers(tx, village, visitor, {
        ...counted(typed),
        count: typed.banyak ?? '',
        reason: typed.alasan ?? '',
      }),
    ),
  ),
  mulai: saving(address, ({ village, visitor }, typed) =>
    withVillage(village.id, (tx) =>
      startCounterAt(tx, village, visitor, { ...counted(typed), start: typed.mulai ?? '' }),
    ),
  ),
  pakai: saving(address, ({ village, visitor }, typed) =>
    withVillage(village.id, (tx) =>
      useReservedNumber(tx, village, visitor, {
        place: readPlace(typed.tempat ?? ''),
        subject: typed.perihal ?? '',
        classification: typed.klasifikasi ?? '',
        date: typed.tanggal ?? '',
      }),
    ),
  ),
  batalkan: saving(address, ({ village, visitor }, typed) =>
    withVillage(village.id, (tx) =>
      voidNumber(tx, village, visitor, {
        place: readPlace(typed.tempat ?? ''),
        reason: typed.alasanBatal ?? '',
      }),
    ),
  ),
};
