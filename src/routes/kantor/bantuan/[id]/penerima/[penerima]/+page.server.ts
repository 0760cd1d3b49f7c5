import { redirect } from '@sveltejs/kit';
import { amountWords } from '#lib/domain/aid-programme.ts';
import {
  aidStateNames,
  aidStateTones,
  aidStepNames,
  aidStopKinds,
  type AidAction,
  type AidStopKind,
} from '#lib/domain/aid-status.ts';
import { formatDateLong, formatDateTime, villageDate } from '#lib/domain/dates-id.ts';
import {
  changeRecipient,
  moveRecipient,
  openRecipient,
  recordPayment,
  voidPayment,
} from '#lib/server/assistance/index.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { act, typedValues } from '#lib/server/web/act.ts';
import { withScans } from '#lib/server/web/read-scans.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const stepName = (action: string) =>
  Object.hasOwn(aidStepNames, action) ? aidStepNames[action as AidAction] : action;

export const load: PageServerLoad = async ({ locals: { village, visitor }, params, url }) => {
  const id = requireId(params.penerima);
  const one = await withVillage(village.id, (tx) => openRecipient(tx, village, visitor, id));
  if (one.programmeId !== params.id)
    redirect(303, `/kantor/bantuan/${one.programmeId}/penerima/${id}`);
  const paid = new Set(
    one.payments.filter((p) => p.outcome === 'paid' && !p.voided_at).map((p) => p.stage_id),
  );
  const day = (on: string | null) => on && formatDateLong(on);
  return {
    done: url.searchParams.get('selesai'),
    id,
    programmeId: one.programmeId,
    programme: one.programme,
    residentId: one.residentId,
    familyId: one.familyId,
    name: one.name,
    group: one.group,
    own: one.own,
    closed: one.closed,
    state: { label: aidStateNames[one.state], tone: aidStateTones[one.state] },
    doubt: one.doubt,
    others: one.others,
    reason: one.reason && {
      title: one.stopKind ? aidStopKinds[one.stopKind as AidStopKind] : 'Alasan',
      text: one.reason,
    },
    facts: [
      { label: 'NIK', value: one.nik },
      { label: 'Nomor KK', value: one.kkNumber },
      { label: 'Rumah tangga', value: one.household },
      { label: 'Alamat', value: one.place },
      { label: 'Nomor kartu', value: one.cardNumber },
      {
        label: 'Desil',
        value: one.decile === null ? '' : `${one.decile} (data ${day(one.decileOn)})`,
      },
      {
        label: 'Keputusan',
        value: one.decision && `${one.decision}, ${day(one.decidedOn)}`,
      },
    ].filter(({ label, value }) => value || !['Nomor KK', 'Rumah tangga'].includes(label)),
    card: {
      kartu: one.cardNumber,
      desil: one.decile === null ? '' : String(one.decile),
      tanggalDesil: one.decileOn ?? '',
    },
    actions: one.actions,
    mayChange: one.mayChange,
    today: villageDate(now(), village.timeZone),
    stages: one.stages
      .filter((stage) => !paid.has(stage.id))
      .map(({ id: value, name, plannedOn }) => ({
        value,
        label: `${name}, ${formatDateLong(plannedOn)}`,
      })),
    payments: one.payments.map((p) => ({
      id: p.id,
      stage: p.stage_name,
      paid: p.outcome === 'paid',
      day: formatDateLong(p.on_day),
      amount: amountWords(p.amount),
      note: p.note,
      file: p.file_name,
      gone: p.file_id === null,
      by: p.by_name,
      voided: p.void_reason,
    })),
    steps: one.steps.toReversed().map((step) => ({
      id: step.id,
      title: stepName(step.action),
      when: formatDateTime(step.at, village.timeZone),
      by: step.by_name,
      said: step.said,
    })),
  };
};

/** Runs an act on this recipient, then shows it again with what was done. */
async function perform(
  { request, params }: RequestEvent,
  done: string,
  work: (form: FormData, id: string) => Promise<void>,
) {
  const form = await request.formData();
  return act(form, async () => {
    const id = requireId(params.penerima);
    await work(form, id);
    redirect(303, `/kantor/bantuan/${requireId(params.id)}/penerima/${id}?selesai=${done}`);
  });
}

export const actions: Actions = {
  langkah: (event) =>
    perform(event, 'langkah', async (form, id) => {
      const { village, visitor } = event.locals;
      const typed = typedValues(form);
      await withVillage(village.id, (tx) =>
        moveRecipient(tx, village, visitor, { id, action: typed.langkah ?? '', typed }),
      );
    }),
  salur: (event) =>
    perform(event, 'salur', async (form, id) => {
      const { village, visitor } = event.locals;
      const outcome = form.get('hasil') === 'gagal' ? 'failed' : 'paid';
      await withScans(form, 'bukti', ([proof]) =>
        withVillage(village.id, (tx) =>
          recordPayment(tx, village, visitor, { id, outcome, typed: typedValues(form), proof }),
        ),
      );
    }),
  batalSalur: (event) =>
    perform(event, 'batal', async (form, id) => {
      const { village, visitor } = event.locals;
      const paymentId = String(form.get('catatan'));
      const reason = typedValues(form).alasanBatal ?? '';
      await withVillage(village.id, (tx) =>
        voidPayment(tx, village, visitor, { id, paymentId, reason }),
      );
    }),
  ubah: (event) =>
    perform(event, 'ubah', async (form, id) => {
      const { village, visitor } = event.locals;
      await withVillage(village.id, (tx) =>
        changeRecipient(tx, village, visitor, { id, typed: typedValues(form) }),
      );
    }),
};
