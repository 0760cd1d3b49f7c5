import { redirect } from '@sveltejs/kit';
import { formatDateLong, villageDate } from '#lib/domain/dates-id.ts';
import { mostLetters } from '#lib/domain/letter-batch.ts';
import { SEX } from '#lib/domain/reference-codes.ts';
import { addToList, type ListChoice } from '#lib/server/letters/index.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { listAreaChoices, searchResidents } from '#lib/server/population/index.ts';
import { act } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import { readResidentSearch } from '#lib/server/web/resident-search.ts';
import { openDraft } from '../../open-draft.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** What is looked for: those who live here, narrowed by the address. */
function asked({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>) {
  const today = villageDate(now(), locals.village.timeZone);
  const { search, typed } = readResidentSearch(url.searchParams, today);
  const narrowed = Object.values(typed).some(Boolean);
  return { search: { ...search, basicStatus: 1 }, typed, narrowed };
}

export const load: PageServerLoad = async (event) => {
  const { village, visitor } = event.locals;
  const { search, typed, narrowed } = asked(event);
  const page = Number(event.url.searchParams.get('halaman')) || 1;
  const batch = await openDraft(event);
  return withVillage(village.id, async (tx) => {
    const found = narrowed ? await searchResidents(tx, visitor, { ...search, page }) : undefined;
    return {
      id: batch.id,
      name: batch.name,
      listed: batch.counts.all,
      most: mostLetters,
      typed,
      areas: await listAreaChoices(tx, visitor),
      sexes: SEX.entries.map(({ code, label }) => ({ value: String(code), label })),
      found: found && {
        ...found,
        items: found.items.map((one) => ({
          ...one,
          birthDate: one.birthDate ? formatDateLong(one.birthDate) : '',
        })),
      },
    };
  });
};

/** Puts them on the list, and leads to it. */
async function add(event: RequestEvent, choose: (form: FormData) => ListChoice) {
  const form = await event.request.formData();
  const { village, visitor } = event.locals;
  return act(form, async () => {
    const batchId = requireId(event.params.id);
    const { added } = await withVillage(village.id, (tx) =>
      addToList(tx, village, visitor, { batchId, choice: choose(form) }),
    );
    redirect(303, `/kantor/surat/massal/${batchId}?ditambah=${added}`);
  });
}

export const actions: Actions = {
  tempel: (event) =>
    add(event, (form) => ({ kind: 'pasted', text: String(form.get('daftar') ?? '') })),
  pilihan: (event) =>
    add(event, (form) => ({ kind: 'residents', ids: form.getAll('warga').map(String) })),
  semua: (event) =>
    add(event, () => {
      const { search, narrowed } = asked(event);
      return narrowed ? { kind: 'search', search } : { kind: 'residents', ids: [] };
    }),
};
