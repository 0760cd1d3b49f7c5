import type { FoundKind, FoundLine } from '#lib/server/desk/index.ts';

interface Place {
  label: string;
  /** Where one of them is opened; it ends where its key begins. */
  open: string;
  /** Where the rest of what was found stands; the words are put at its end. */
  rest?: string;
}

export const places: Readonly<Record<FoundKind, Place>> = {
  residents: { label: 'Warga', open: '/kantor/penduduk/', rest: '/kantor/penduduk?cari=' },
  requests: {
    label: 'Permohonan surat',
    open: '/kantor/permohonan/',
    rest: '/kantor/permohonan?daftar=semua&cari=',
  },
  letters: { label: 'Surat', open: '/kantor/surat/arsip/', rest: '/kantor/surat/arsip?cari=' },
  voices: {
    label: 'Laporan warga',
    open: '/kantor/pengaduan/',
    rest: '/kantor/pengaduan?daftar=semua&cari=',
  },
  complaints: {
    label: 'Pengaduan dari OpenSID',
    open: '/kantor/pengaduan/lama/',
    rest: '/kantor/pengaduan/lama?cari=',
  },
  recipients: { label: 'Penerima bantuan', open: '/kantor/bantuan/' },
  programmes: { label: 'Program bantuan', open: '/kantor/bantuan/' },
  articles: {
    label: 'Informasi desa',
    open: '/kantor/informasi/',
    rest: '/kantor/informasi?cari=',
  },
};

/** The letters of the archive have their pages by kind. */
const letterPlaces: Readonly<Record<NonNullable<FoundLine['letter']>, string>> = {
  letter: places.letters.open,
  outgoing: '/kantor/surat/keluar/',
  incoming: '/kantor/surat/masuk/',
  carried: '/kantor/impor/opensid/catatan/',
};

/** Where something that was found is opened. */
export const placeOf = (kind: FoundKind, { key, letter }: Pick<FoundLine, 'key' | 'letter'>) =>
  (letter ? letterPlaces[letter] : places[kind].open) + key;
