import { type Cell, cellText } from '#lib/domain/cell.ts';
import type { RawRow } from '../sheet-source.ts';

/** The population books of Dukcapil that villages are handed, told apart by what stands in them. */
export type BipKind = 'siak' | 'bip-2016' | 'bip-luwu-timur' | 'bip-ektp' | 'bip-2012';

/** What each is called on screen. */
export const BIP_NAMES: Readonly<Record<BipKind, string>> = {
  siak: 'SIAK',
  'bip-2016': 'BIP 2016',
  'bip-luwu-timur': 'BIP 2016 (Daftar Keluarga)',
  'bip-ektp': 'BIP KTP-el',
  'bip-2012': 'BIP 2012',
};

/** A heading or label without what differs from print to print. */
export const plain = (cell: Cell): string =>
  cellText(cell)
    .toUpperCase()
    .replace(/[^A-Z0-9/]/g, '');

/**
 * Which kind of book a sheet is, by its first rows; undefined for anything else.
 *
 * - SIAK: flat, A1 "Nomor KK", one column "Petugas Registrasi".
 * - BIP 2016: titled "BUKU INDUK PENDUDUK WNI", families in blocks that start with "No. KK".
 * - BIP 2016 of Luwu Timur: titled "BUKU INDUK KEPENDUDUKAN (DAFTAR KELUARGA)".
 * - BIP KTP-el: columns "Wjb KTP" and "KTP-eL"; a family's row has its number and nothing beside it.
 * - BIP 2012: blocks that start with "NO.KK" in the second column, with the address as one text.
 */
export function bipKind(rows: readonly RawRow[]): BipKind | undefined {
  const first = rows[0];
  const all = rows.flatMap(({ cells }) => cells.map(plain));
  if (
    first?.number === 1 &&
    plain(first.cells[0]) === 'NOMORKK' &&
    first.cells.some((cell) => plain(cell) === 'PETUGASREGISTRASI')
  ) {
    return 'siak';
  }
  if (all.some((text) => text.startsWith('BUKUINDUKPENDUDUKWNI'))) return 'bip-2016';
  if (all.some((text) => /^BUKUINDUKKEPENDUDUKAN.*DAFTARKELUARGA/.test(text))) {
    return 'bip-luwu-timur';
  }
  if (all.includes('WJBKTP') && all.includes('KTPEL')) return 'bip-ektp';
  if (rows.some(({ cells }) => /^NOKK/.test(plain(cells[1])))) return 'bip-2012';
  return undefined;
}
