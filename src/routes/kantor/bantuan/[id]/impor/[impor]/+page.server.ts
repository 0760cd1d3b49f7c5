import { redirect } from '@sveltejs/kit';
import { type AidVerdict, aidVerdicts } from '#lib/domain/aid-import.ts';
import { villageDate } from '#lib/domain/dates-id.ts';
import { maskKk } from '#lib/domain/kk.ts';
import { maskNik } from '#lib/domain/nik.ts';
import { carryOutAidImport, dropAidImport, openImport } from '#lib/server/assistance/index.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { act, typedValues } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

/** As many rows as one looks over on a page; the counts are of all. */
const shownRows = 300;

const verdicts = Object.keys(aidVerdicts) as AidVerdict[];

export const load: PageServerLoad = async ({ locals: { village, visitor }, params, url }) => {
  const input = { programmeId: requireId(params.id), id: requireId(params.impor) };
  const one = await withVillage(village.id, (tx) => openImport(tx, village, visitor, input));
  const asked = url.searchParams.get('hasil');
  const counts = verdicts.map((verdict) => ({
    verdict,
    label: aidVerdicts[verdict],
    count: one.rows.filter((row) => row.verdict === verdict).length,
  }));
  const view = verdicts.find((verdict) => verdict === asked);
  const rows = view ? one.rows.filter(({ verdict }) => verdict === view) : one.rows;
  return {
    id: one.id,
    programmeId: one.programmeId,
    programme: one.programme,
    fileName: one.fileName,
    state: one.state,
    taken: one.taken,
    total: one.rows.length,
    view: view ?? null,
    counts: counts.filter(({ count }) => count > 0),
    fresh: counts.find(({ verdict }) => verdict === 'new')?.count ?? 0,
    today: villageDate(now(), village.timeZone),
    shown: rows.length,
    rows: rows.slice(0, shownRows).map(({ row, verdict, person, notes }) => ({
      number: row.number,
      good: verdict === 'new',
      verdict: aidVerdicts[verdict],
      name: person?.name ?? row.name,
      about: row.nik ? `NIK ${maskNik(row.nik)}` : row.kk ? `KK ${maskKk(row.kk)}` : '',
      group: row.group,
      notes,
    })),
  };
};

export const actions: Actions = {
  masukkan: async ({ request, locals: { village, visitor }, params }) => {
    const form = await request.formData();
    const input = { programmeId: requireId(params.id), id: requireId(params.impor) };
    return act(form, async () => {
      await withVillage(village.id, (tx) =>
        carryOutAidImport(tx, village, visitor, { ...input, typed: typedValues(form) }),
      );
      redirect(303, `/kantor/bantuan/${input.programmeId}/impor/${input.id}`);
    });
  },
  buang: async ({ request, locals: { village, visitor }, params }) => {
    const form = await request.formData();
    const input = { programmeId: requireId(params.id), id: requireId(params.impor) };
    return act(form, async () => {
      await withVillage(village.id, (tx) => dropAidImport(tx, village, visitor, input));
      redirect(303, `/kantor/bantuan/${input.programmeId}`);
    });
  },
};
