import { redirect } from '@sveltejs/kit';
import { leftOutWords } from '#lib/domain/letter-batch.ts';
import { staffRoleNames } from '#lib/domain/roles.ts';
import { hasFreshProof } from '#lib/server/access/index.ts';
import {
  approveBatch,
  dropLetterBatch,
  endBatch,
  fileBatch,
  forwardBatch,
  openLetterBatch,
  sendBackBatch,
  takeOffList,
  type ItemFilter,
} from '#lib/server/letters/index.ts';
import { withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import { act, proofAddress } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const filters: Record<string, ItemFilter> = {
  dapat: 'gets',
  tidak: 'left-out',
  gagal: 'problem',
};

export const load: PageServerLoad = async ({ locals: { village, visitor }, params, url }) => {
  const asked = url.searchParams.get('lihat') ?? '';
  const batch = await withVillage(village.id, (tx) =>
    openLetterBatch(tx, village, visitor, requireId(params.id), {
      filter: filters[asked] ?? 'all',
      page: Number(url.searchParams.get('halaman')) || 1,
    }),
  );
  const { type, items, ...rest } = batch;
  return {
    batch: {
      ...rest,
      typeName: type.name,
      wet: type.signature === 'wet',
      waitsFor: rest.waitsFor.map((role) => staffRoleNames[role]).join(' atau '),
      complete: Object.keys(rest.problems).length === 0,
      items: items.map((item) => ({
        ...item,
        leftOut: item.leftOut && leftOutWords[item.leftOut],
      })),
    },
    look: filters[asked] ? asked : '',
    proven: visitor.kind === 'staff' && hasFreshProof(visitor),
    proofHref: proofAddress(url),
    added: url.searchParams.has('ditambah') ? Number(url.searchParams.get('ditambah')) : undefined,
  };
};

/** Runs an act on the list, then shows it again. */
async function perform(
  event: RequestEvent,
  work: (
    tx: VillageTx,
    input: { batchId: string; version: number },
    form: FormData,
  ) => Promise<string | void>,
) {
  const form = await event.request.formData();
  return act(form, async () => {
    const batchId = requireId(event.params.id);
    const version = Number(form.get('versi'));
    const next = await withVillage(event.locals.village.id, (tx) =>
      work(tx, { batchId, version }, form),
    );
    redirect(303, next ?? `/kantor/surat/massal/${batchId}`);
  });
}

export const actions: Actions = {
  ajukan: (event) =>
    perform(event, (tx, input) => fileBatch(tx, event.locals.village, event.locals.visitor, input)),
  teruskan: (event) =>
    perform(event, (tx, input) =>
      forwardBatch(tx, event.locals.village, event.locals.visitor, input),
    ),
  setujui: (event) =>
    perform(event, (tx, input) =>
      approveBatch(tx, event.locals.village, event.locals.visitor, {
        ...input,
        origin: event.url.origin,
      }),
    ),
  tutup: (event) =>
    perform(event, (tx, input) => endBatch(tx, event.locals.village, event.locals.visitor, input)),
  kembalikan: (event) =>
    perform(event, (tx, input, form) =>
      sendBackBatch(tx, event.locals.village, event.locals.visitor, {
        ...input,
        reason: String(form.get('alasan-kembalikan') ?? ''),
      }),
    ),
  keluarkan: (event) =>
    perform(event, (tx, { batchId }, form) =>
      takeOffList(tx, event.locals.visitor, {
        batchId,
        residentId: String(form.get('warga') ?? ''),
      }),
    ),
  kosongkan: (event) =>
    perform(event, (tx, { batchId }) =>
      takeOffList(tx, event.locals.visitor, { batchId, residentId: 'all' }),
    ),
  buang: (event) =>
    perform(event, async (tx, { batchId }) => {
      await dropLetterBatch(tx, event.locals.village, event.locals.visitor, batchId);
      return '/kantor/surat/massal';
    }),
};
