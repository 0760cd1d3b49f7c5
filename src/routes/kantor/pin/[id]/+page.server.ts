import { redirect } from '@sveltejs/kit';
import { formatDateTime } from '#lib/domain/dates-id.ts';
import {
  dropBatch,
  handOverSlips,
  hasFreshProof,
  issueBatch,
  openBatch,
  prepareBatch,
  takeBackHandOver,
} from '#lib/server/access/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { act, proofAddress } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** The tick list's filter as it stands in the address. */
const filterOf = ({ searchParams }: URL) => ({
  words: searchParams.get('cari') ?? '',
  place: searchParams.get('wilayah') ?? '',
  handed: searchParams.get('serah') ?? '',
  page: Number(searchParams.get('halaman')) || 1,
});

export const load: PageServerLoad = async ({ locals: { village, visitor }, params, url }) => {
  const filter = filterOf(url);
  const handed = filter.handed === 'sudah' ? true : filter.handed === 'belum' ? false : undefined;
  const batch = await withVillage(village.id, (tx) =>
    openBatch(tx, visitor, requireId(params.id), { ...filter, handed }),
  );
  const time = (at: Date | null) => at && formatDateTime(at, village.timeZone);
  return {
    filter,
    batch: {
      ...batch,
      createdAt: time(batch.createdAt),
      finishedAt: time(batch.finishedAt),
      fetchedAt: time(batch.fetchedAt),
      groups: batch.groups.map(({ words, slips }) => ({
        words,
        slips: slips.map((slip) => ({ ...slip, handedAt: time(slip.handedAt) })),
      })),
    },
    proven: visitor.kind === 'staff' && hasFreshProof(visitor),
    proofHref: proofAddress(url),
    noted: Number(url.searchParams.get('dicatat') ?? '') || undefined,
    takenBack: url.searchParams.has('dibatalkan'),
  };
};

/** Back to the tick list as it was filtered. */
function backToList(event: RequestEvent, said: string): never {
  const kept = new URLSearchParams();
  for (const name of ['cari', 'wilayah', 'serah', 'halaman']) {
    const value = event.url.searchParams.get(name);
    if (value) kept.set(name, value);
  }
  kept.set(said.split('=')[0]!, said.split('=')[1] ?? '');
  redirect(303, `/kantor/pin/${event.params.id}?${kept}#daftar`);
}

async function perform(
  event: RequestEvent,
  work: (
    tx: Parameters<Parameters<typeof withVillage>[1]>[0],
    id: string,
    form: FormData,
  ) => Promise<() => never>,
) {
  const form = await event.request.formData();
  return act(form, async () => {
    const id = requireId(event.params.id);
    const go = await withVillage(event.locals.village.id, (tx) => work(tx, id, form));
    go();
  });
}

export const actions: Actions = {
  buat: (event) =>
    perform(event, async (tx, batchId, form) => {
      await issueBatch(tx, event.locals.village.id, event.locals.visitor, {
        batchId,
        validDays: Number(form.get('berlaku')),
        signInUrl: `${event.url.origin}/layanan-mandiri/masuk`,
      });
      return () => redirect(303, `/kantor/pin/${batchId}`);
    }),
  batal: (event) =>
    perform(event, async (tx, batchId) => {
      await dropBatch(tx, event.locals.visitor, batchId);
      return () => redirect(303, '/kantor/pin');
    }),
  serahkan: (event) =>
    perform(event, async (tx, batchId, form) => {
      const noted = await handOverSlips(tx, event.locals.village.id, event.locals.visitor, {
        batchId,
        residentIds: form.getAll('warga').map(String),
        receivedBy: String(form.get('penerima') ?? ''),
      });
      return () => backToList(event, `dicatat=${noted}`);
    }),
  batalkan: (event) =>
    perform(event, async (tx, batchId, form) => {
      await takeBackHandOver(tx, event.locals.village.id, event.locals.visitor, {
        batchId,
        residentId: String(form.get('batalkan')),
      });
      return () => backToList(event, 'dibatalkan=1');
    }),
  ulang: (event) =>
    perform(event, async (tx, batchId) => {
      const { village, visitor } = event.locals;
      const id = await prepareBatch(tx, village, visitor, { kind: 'again', batchId });
      return () => redirect(303, `/kantor/pin/${id}`);
    }),
};
