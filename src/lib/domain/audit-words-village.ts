import { fieldsOf, plain, text, type Words } from './audit-phrases.ts';

/** The trail of the village's settings (audit-words.ts). */
export const villageWords: Readonly<Record<string, Words>> = {
  'village.found': plain('settings', 'memasang Balai untuk desa ini'),
  'village.change-settings': {
    group: 'settings',
    tell: (d) => `mengubah pengaturan desa: ${fieldsOf(d)}`,
  },
  'village.set-logo': plain('settings', 'memasang logo desa'),
  'village.remove-logo': plain('settings', 'menghapus logo desa'),
  'village.set-regency-logo': plain('settings', 'memasang lambang kabupaten'),
  'village.remove-regency-logo': plain('settings', 'menghapus lambang kabupaten'),
  'village.add-holidays': {
    group: 'settings',
    tell: (d) => `menambah hari libur kantor: ${text(d.days)}`,
  },
  'village.remove-holiday': {
    group: 'settings',
    tell: (d) => `menghapus hari libur kantor: ${text(d.days)}`,
  },
  'village.set-official-photo': {
    group: 'settings',
    tell: (d) => `memasang foto ${text(d.name)}`,
  },
  'village.remove-official-photo': {
    group: 'settings',
    tell: (d) => `menghapus foto ${text(d.name)}`,
  },
};
