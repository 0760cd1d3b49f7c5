/** The views of the worklist, as their tabs name them. */
export const workViewTabs = [
  { key: 'saya', label: 'Menunggu saya' },
  { key: 'masuk', label: 'Masuk' },
  { key: 'diproses', label: 'Diproses' },
  { key: 'dilengkapi', label: 'Dilengkapi' },
  { key: 'siap', label: 'Disetujui' },
  { key: 'semua', label: 'Semua' },
] as const;

/** Views without a tab, that numbers of the first page lead to. */
const others: Readonly<Record<string, string>> = {
  giliran: 'Giliran saya',
  terlambat: 'Terlambat',
  selesai: 'Selesai',
  diterima: 'Diterima',
  terbit: 'Surat terbit',
};

/** What a view is called: "Menunggu saya", "Diterima 23 November 2026". */
export const workViewTitle = (view: string, within?: string): string =>
  [workViewTabs.find(({ key }) => key === view)?.label ?? others[view], within]
    .filter(Boolean)
    .join(' ');
