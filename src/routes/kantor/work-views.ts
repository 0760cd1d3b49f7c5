/** The views of the worklist, as their tabs name them. */
export const workViewTabs = [
  { key: 'saya', label: 'Menunggu saya' },
  { key: 'masuk', label: 'Masuk' },
  { key: 'diproses', label: 'Diproses' },
  { key: 'dilengkapi', label: 'Dilengkapi' },
  { key: 'siap', label: 'Disetujui' },
  { key: 'semua', label: 'Semua' },
] as const;
