import { fail, redirect } from '@sveltejs/kit';
import { correctionHints } from '#lib/domain/correctable-fields.ts';
import { residentField } from '#lib/domain/resident-fields.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import {
  attachProof,
  getOwnCorrection,
  keepWishes,
  mostProofs,
  proofField,
  readDraft,
  removeProof,
} from '#lib/server/population/index.ts';
import { typedWishes } from '#lib/server/web/correction-form.ts';
import { keepUploads } from '#lib/server/web/keep-uploads.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const listed = '/layanan-mandiri/data-diri/perbaikan';

export const load: PageServerLoad = async ({ locals: { village, visitor }, params, url }) => {
  const id = requireId(params.id);
  const draft = await withVillage(village.id, async (tx) => {
    const { state } = await getOwnCorrection(tx, visitor, id);
    return state === 'draft' ? readDraft(tx, village, visitor, id) : undefined;
  });
  if (!draft) redirect(303, `${listed}/${id}`);
  return {
    id,
    residentId: draft.residentId,
    name: draft.name,
    own: draft.own,
    note: draft.note,
    needsProof: draft.needsProof,
    proofField,
    more: draft.proofs.length < mostProofs,
    fields: draft.fields.map(({ column, label, present, typed, clear, mayClear }) => ({
      column,
      label,
      present,
      typed,
      clear,
      mayClear,
      is: residentField(column).is,
      hint: correctionHints[column] ?? '',
    })),
    kept: draft.proofs.map((proof) => ({
      id: proof.id,
      label: proof.file_name,
      bytes: proof.bytes,
      href: `${listed}/${id}/berkas/${proof.id}`,
    })),
    problems: url.searchParams.has('periksa') ? draft.problems : {},
  };
};

/** Keeps everything in the form (wishes, note, files) and tells what of it could not be kept. */
async function keepAll({ request, locals: { village, visitor }, params }: RequestEvent) {
  const id = requireId(params.id);
  const form = await request.formData();
  await withVillage(village.id, async (tx) => {
    const { fields } = await readDraft(tx, village, visitor, id);
    await keepWishes(tx, visitor, { id, ...typedWishes(form, fields) });
  });
  const problem = await keepUploads(form, proofField, ['picture', 'pdf'], (upload) =>
    withVillage(village.id, (tx) => attachProof(tx, village, visitor, { id, upload })),
  );
  const errors: Record<string, string> = problem ? { [proofField]: problem } : {};
  return { id, form, errors };
}

export const actions: Actions = {
  /** On to the check page; what is wrong is shown here first. */
  lanjut: async (event) => {
    const { id, errors } = await keepAll(event);
    if (Object.keys(errors).length) return fail(400, { errors });
    const { village, visitor } = event.locals;
    const { problems } = await withVillage(village.id, (tx) => readDraft(tx, village, visitor, id));
    if (Object.keys(problems).length) return fail(400, { errors: problems });
    redirect(303, `${listed}/${id}/periksa`);
  },
  /** Keep and go on another time. */
  simpan: async (event) => {
    const { errors } = await keepAll(event);
    if (Object.keys(errors).length) return fail(400, { errors });
    redirect(303, `${listed}?disimpan=1`);
  },
  /** Send the files chosen so far, and stay. */
  lampirkan: async (event) => {
    const { errors } = await keepAll(event);
    if (Object.keys(errors).length) return fail(400, { errors });
    return { attached: true };
  },
  hapus: async (event) => {
    const { id, form, errors } = await keepAll(event);
    const fileId = requireId(String(form.get('hapus-berkas')));
    await withVillage(event.locals.village.id, (tx) =>
      removeProof(tx, event.locals.visitor, { id, fileId }),
    );
    if (Object.keys(errors).length) return fail(400, { errors });
    return { attached: false };
  },
};
