import { formatDateLong, villageDate } from '#lib/domain/dates-id.ts';
import { BASIC_STATUS, RESIDENCE, SEX, type ReferenceList } from '#lib/domain/reference-codes.ts';
import { may } from '#lib/domain/roles.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { listAreaChoices, searchResidents } from '#lib/server/population/index.ts';
import { readResidentSearch } from '#lib/server/web/resident-search.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const today = villageDate(now(), locals.village.timeZone);
  const asked = readResidentSearch(url.searchParams, today);
  const [found, areas] = await withVillage(locals.village.id, async (tx) => [
    await searchResidents(tx, locals.visitor, {
      ...asked.search,
      page: Number.parseInt(url.searchParams.get('halaman') ?? '', 10) || 1,
    }),
    await listAreaChoices(tx, locals.visitor),
  ]);
  const { visitor } = locals;
  return {
    typed: asked.typed,
    mayExport: visitor.kind === 'staff' && may(visitor.roles, 'residents.export'),
    mayEdit: visitor.kind === 'staff' && may(visitor.roles, 'residents.edit'),
    areas,
    found: {
      ...found,
      items: found.items.map((r) => ({
        ...r,
        birthDate: r.birthDate ? formatDateLong(r.birthDate) : '',
      })),
    },
    choices: {
      status: choices(BASIC_STATUS),
      sex: choices(SEX),
      residence: choices(RESIDENCE),
    },
  };
};

const choices = ({ entries }: ReferenceList) =>
  entries.map(({ code, label }) => ({ value: String(code), label }));
