import { redirect } from '@sveltejs/kit';
import {
  aidForms,
  aidFunds,
  aidLevels,
  aidTargets,
  amountWords,
} from '#lib/domain/aid-programme.ts';
import { aidStateNames, aidStates, aidStateTones } from '#lib/domain/aid-status.ts';
import { formatDateLong } from '#lib/domain/dates-id.ts';
import { formatNumber } from '#lib/domain/money-words.ts';
import { may } from '#lib/domain/roles.ts';
import {
  addStage,
  changeStage,
  closeProgramme,
  hideList,
  listRecipients,
  openProgramme,
  publishList,
  removeStage,
  reopenProgramme,
} from '#lib/server/assistance/index.ts';
import { checkCarriedRecipients, countCarriedRecipients } from '#lib/server/bring-aid.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { listAreaChoices } from '#lib/server/population/index.ts';
import { act, typedValues } from '#lib/server/web/act.ts';
import { readListFilter } from '#lib/server/web/aid-list-filter.ts';
import { perform } from '#lib/server/web/perform.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

const base = '/kantor/bantuan';

export const load: PageServerLoad = async ({ locals: { village, visitor }, params, url }) => {
  const id = requireId(params.id);
  const { typed, filter } = readListFilter(url.searchParams, id);
  const page = Number.parseInt(url.searchParams.get('halaman') ?? '', 10) || 1;
  const { programme, found, areas, carried } = await withVillage(village.id, async (tx) => {
    const programme = await openProgramme(tx, visitor, id);
    const nobody = Object.values(programme.counts).every((count) => count === 0);
    // Whoever is added later is looked at one by one.
    const awaits = nobody && programme.mayManage && !programme.closed;
    return {
      programme,
      found: await listRecipients(tx, village, visitor, filter, page),
      areas: await listAreaChoices(tx, visitor),
      carried: awaits ? await countCarriedRecipients(tx, visitor, programme.carriedId) : 0,
    };
  });
  return {
    /** Recipients of OpenSID that wait to be looked at. */
    carried,
    done: url.searchParams.get('selesai'),
    typed,
    areas,
    id,
    name: programme.name,
    target: programme.target,
    closed: programme.closed,
    mayManage: programme.mayManage && !programme.closed,
    mayDecide: programme.mayDecide,
    mayExport: programme.mayExport,
    mayWrite: visitor.kind === 'staff' && may(visitor.roles, 'letters.counter'),
    list: programme.listOrder && {
      order: programme.listOrder,
      on: formatDateLong(programme.listOrderedOn!),
    },
    facts: [
      { label: 'Penyelenggara', value: aidLevels[programme.level] },
      { label: 'Sumber dana', value: aidFunds[programme.funds] },
      { label: 'Sasaran', value: aidTargets[programme.target] },
      { label: 'Bentuk', value: aidForms[programme.form] },
      { label: 'Jumlah setiap tahap', value: amountWords(programme.amount) },
      {
        label: 'Masa berlaku',
        value: [programme.startsOn, programme.endsOn]
          .filter((day) => day !== null)
          .map((day) => formatDateLong(day))
          .join(' sampai '),
      },
      { label: 'Keterangan', value: programme.note },
    ],
    counts: aidStates.map((state) => ({
      value: state,
      label: aidStateNames[state],
      count: programme.counts[state],
    })),
    stages: programme.stages.map((stage) => ({
      id: stage.id,
      name: stage.name,
      day: stage.plannedOn,
      planned: formatDateLong(stage.plannedOn),
      own: stage.amount === null ? '' : formatNumber(stage.amount),
      amount: amountWords(stage.amount ?? programme.amount),
      paid: stage.paid,
      failed: stage.failed,
      sum: stage.sum ? amountWords(stage.sum) : '',
    })),
    found: {
      ...found,
      lines: found.lines.map((line) => ({
        ...line,
        stateName: aidStateNames[line.state],
        tone: aidStateTones[line.state],
      })),
    },
  };
};

export const actions: Actions = {
  opensid: async ({ request, locals: { village, visitor }, params }) => {
    const id = requireId(params.id);
    return act(await request.formData(), async () => {
      const check = await withVillage(village.id, (tx) =>
        checkCarriedRecipients(tx, village, visitor, id),
      );
      redirect(303, `/kantor/bantuan/${id}/impor/${check}`);
    });
  },
  tambahTahap: (event) =>
    perform(event, base, 'tahap', async (form, id) => {
      const { village, visitor } = event.locals;
      await withVillage(village.id, (tx) => addStage(tx, village, visitor, id, typedValues(form)));
    }),
  ubahTahap: (event) =>
    perform(event, base, 'tahap', async (form, programmeId) => {
      const { village, visitor } = event.locals;
      const stageId = String(form.get('tahap'));
      await withVillage(village.id, (tx) =>
        changeStage(tx, village, visitor, { programmeId, stageId }, typedValues(form)),
      );
    }),
  hapusTahap: (event) =>
    perform(event, base, 'hapus-tahap', async (form, programmeId) => {
      const { village, visitor } = event.locals;
      const stageId = String(form.get('tahap'));
      await withVillage(village.id, (tx) =>
        removeStage(tx, village, visitor, { programmeId, stageId }),
      );
    }),
  umumkan: (event) =>
    perform(event, base, 'umumkan', async (form, id) => {
      const { village, visitor } = event.locals;
      await withVillage(village.id, (tx) =>
        publishList(tx, village, visitor, id, typedValues(form)),
      );
    }),
  tarik: (event) =>
    perform(event, base, 'tarik', async (_form, id) => {
      const { village, visitor } = event.locals;
      await withVillage(village.id, (tx) => hideList(tx, village, visitor, id));
    }),
  tutup: (event) =>
    perform(event, base, 'tutup', async (_form, id) => {
      const { village, visitor } = event.locals;
      await withVillage(village.id, (tx) => closeProgramme(tx, village, visitor, id));
    }),
  buka: (event) =>
    perform(event, base, 'buka', async (_form, id) => {
      const { village, visitor } = event.locals;
      await withVillage(village.id, (tx) => reopenProgramme(tx, village, visitor, id));
    }),
};
