import { villageTitle, type VillageNames } from './village-names.ts';

/**
 * The Maklumat Pelayanan: what a provider of public services declares and publishes (UU 25/2009 article
 * 22; PermenPANRB 15/2014). @param own the village's own words; empty: the usual ones
 * @returns its sentences
 */
export function servicePledge(village: VillageNames, own: string): string[] {
  if (own) return own.split('\n').filter(Boolean);
  return [
    `Dengan ini kami, Pemerintah ${villageTitle(village)}, menyatakan sanggup menyelenggarakan pelayanan sesuai standar pelayanan yang telah ditetapkan.`,
    'Kami menerima pengaduan, saran, dan masukan, menindaklanjutinya, dan terus memperbaiki pelayanan kami.',
    'Apabila kami tidak menepati janji ini, kami siap menerima sanksi sesuai peraturan perundang-undangan yang berlaku.',
  ];
}
