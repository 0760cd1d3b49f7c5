/** What villages are called, by custom (UU 6/2014 art. 6 and 95), the common name first. */
export const villageKinds = [
  'Desa',
  'Gampong',
  'Nagari',
  'Pekon',
  'Tiyuh',
  'Kampung',
  'Kampong',
  'Negeri',
  'Lembang',
  'Desa Adat',
  'Kelurahan',
] as const;
export type VillageKind = (typeof villageKinds)[number];

/** What a village with this region code is most likely called; its own admin knows better. */
export function usualKind(regionCode: string): VillageKind {
  const [province, , , village = ''] = regionCode.split('.');
  if (village.startsWith('1')) return 'Kelurahan';
  if (village.startsWith('3')) return 'Desa Adat';
  if (province === '11') return 'Gampong';
  if (province === '13') return 'Nagari';
  return 'Desa';
}
