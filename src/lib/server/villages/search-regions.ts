import { getDistricts, getProvinces, getRegencies, getVillages } from 'idn-area-data';
import { zoneOfProvince } from '#lib/domain/dates-id.ts';
import { usualKind, type VillageKind } from '#lib/domain/village-kinds.ts';

/** A village of the official list of regions (Kepmendagri). */
export interface Region {
  /** `52.07.02.2015` */
  code: string;
  kind: VillageKind;
  name: string;
  district: string;
  /** "Kabupaten Sumbawa Barat" */
  regency: string;
  province: string;
  timeZone: string;
}

const most = 60;
const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/**
 * Villages by words of their name, district or regency; those whose name is exactly that first.
 * The list of 84 000 is read for the while of the search and not kept.
 * @returns at most 60, and whether there were more
 */
export async function searchRegions(
  words: string,
  options: { urban: boolean },
): Promise<{ found: Region[]; more: boolean }> {
  const asked = plain(words).split(' ').filter(Boolean);
  if (asked.join('').length < 3) return { found: [], more: false };
  const wanted = asked.join(' ');
  const { villages, describe } = await readRegions();
  const found: { rank: number; region: Region }[] = [];
  for (const { code, district_code, name } of villages) {
    if (!options.urban && code.split('.')[3]?.startsWith('1')) continue;
    const own = plain(name);
    if (!asked.some((word) => own.includes(word))) continue;
    const region = describe(code, name, district_code);
    const whole = `${own} ${plain(region.district)} ${plain(region.regency)}`;
    if (!asked.every((word) => whole.includes(word))) continue;
    found.push({ rank: own === wanted ? 0 : own.startsWith(asked[0]!) ? 1 : 2, region });
  }
  found.sort((a, b) => a.rank - b.rank || a.region.code.localeCompare(b.region.code));
  return { found: found.slice(0, most).map((f) => f.region), more: found.length > most };
}

/** The village with this region code, if there is one. */
export async function findRegion(code: string): Promise<Region | undefined> {
  const { villages, describe } = await readRegions();
  const village = villages.find((v) => v.code === code);
  return village && describe(village.code, village.name, village.district_code);
}

async function readRegions() {
  const [villages, districts, regencies, provinces] = await Promise.all([
    getVillages(),
    getDistricts().then(byCode),
    getRegencies().then(byCode),
    getProvinces().then(byCode),
  ]);
  const describe = (code: string, name: string, districtCode: string): Region => ({
    code,
    kind: usualKind(code),
    name,
    district: districts.get(districtCode) ?? '',
    regency: regencies.get(code.slice(0, 5)) ?? '',
    province: provinces.get(code.slice(0, 2)) ?? '',
    timeZone: zoneOfProvince(code),
  });
  return { villages, describe };
}

const byCode = (list: { code: string; name: string }[]) =>
  new Map(list.map(({ code, name }) => [code, name]));
