import { fail, redirect } from '@sveltejs/kit';
import { maskNik } from '#lib/domain/nik.ts';
import {
  arrangeDraft,
  attachFile,
  fileAtCounter,
  findReservedFor,
  openCounterDraft,
  removeAttachment,
  reusePaper,
  saveDraft,
} from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { act, takeRefusal } from '#lib/server/web/act.ts';
import { keepUploads } from '#lib/server/web/keep-uploads.ts';
import { requirementFields } from '#lib/server/web/requirement-fields.ts';
import { typedAnswers, typedArrangement } from '#lib/server/web/letter-form.ts';
import { reservedChoice, typedChosen } from '#lib/server/web/number-form.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import { fieldId } from '#lib/ui/field.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, params }) => {
  const id = requireId(params.id);
  const { draft, reserved } = await withVillage(village.id, async (tx) => {
    const draft = await openCounterDraft(tx, village, visitor, id);
    return {
      draft,
      reserved: draft.printsAtOnce ? await findReservedFor(tx, village, draft.type) : [],
    };
  });
  const { words, resident } = draft.subject;
  return {
    id,
    type: { name: draft.type.name, fields: draft.type.fields },
    answers: draft.answers,
    people: draft.people,
    printsAtOnce: draft.printsAtOnce,
    reserved: reserved.map(reservedChoice),
    back: draft.request.applicant_id ?? 'luar',
    register: resident
      ? [
          { label: 'Nama', value: words.name },
          { label: 'NIK', value: maskNik(words.nik) },
          { label: 'Alamat', value: words.address },
        ]
      : null,
    requirements: requirementFields(draft, `/kantor/loket/isi/${id}`, village.timeZone),
  };
};

/** Keeps everything in the form, and tells what of it could not be kept. */
async function keepAll({ request, locals: { village, visitor }, params }: RequestEvent) {
  const id = requireId(params.id);
  const form = await request.formData();
  const draft = await withVillage(village.id, async (tx) => {
    const draft = await openCounterDraft(tx, village, visitor, id);
    await saveDraft(tx, visitor, id, typedAnswers(form, draft.type));
    return draft;
  });
  const errors: Record<string, string> = {};
  for (const { key, accepts } of draft.requirements) {
    const problem = await keepUploads(form, key, accepts, (upload) =>
      withVillage(village.id, (tx) =>
        attachFile(tx, village, visitor, { requestId: id, requirement: key, upload }),
      ),
    );
    if (problem) errors[key] = problem;
  }
  return { id, form, errors, seen: form.getAll('dilihat').map(String) };
}

export const actions: Actions = {
  ajukan: async (event) => {
    const { id, form, errors, seen } = await keepAll(event);
    if (Object.keys(errors).length) return fail(400, { errors, seen, values: {} });
    const refused = await act(form, async () => {
      const { village, visitor } = event.locals;
      const chosen = typedChosen(form);
      const { reference, printed } = await withVillage(village.id, (tx) =>
        fileAtCounter(tx, village, visitor, {
          requestId: id,
          seen,
          origin: event.url.origin,
          chosen,
        }),
      );
      redirect(303, `/kantor/permohonan/${reference}?selesai=${printed ? 'issue' : 'file'}`);
    });
    const { errors: problems, message, values } = refused.data;
    return fail(400, { errors: problems, message, values, seen });
  },
  susun: async (event) => {
    const { id, form, errors, seen } = await keepAll(event);
    const arrangement = typedArrangement(form);
    if (arrangement) {
      const refused = await act(form, async () => {
        await withVillage(event.locals.village.id, (tx) =>
          arrangeDraft(tx, event.locals.village, event.locals.visitor, id, arrangement),
        );
      });
      if (refused) return fail(400, { errors: refused.data.errors, seen, values: {} });
    }
    if (Object.keys(errors).length) return fail(400, { errors, seen, values: {} });
    redirect(303, `/kantor/loket/isi/${id}#${arrangement ? fieldId(arrangement.path) : ''}`);
  },
  /** A paper that the village holds already, instead of a new one. */
  pakai: async (event) => {
    const { id, form, errors, seen } = await keepAll(event);
    const requirement = String(form.get('pakai'));
    const { village, visitor } = event.locals;
    const refused = await takeRefusal(requirement, () =>
      withVillage(village.id, (tx) =>
        reusePaper(tx, village, visitor, { requestId: id, requirement }),
      ),
    );
    return { errors: { ...errors, ...refused }, seen };
  },
  hapus: async (event) => {
    const { id, form, errors, seen } = await keepAll(event);
    const attachmentId = requireId(String(form.get('hapus-berkas')));
    await withVillage(event.locals.village.id, (tx) =>
      removeAttachment(tx, event.locals.village, event.locals.visitor, {
        requestId: id,
        attachmentId,
      }),
    );
    if (Object.keys(errors).length) return fail(400, { errors, seen, values: {} });
    return { errors: {}, seen, values: {} };
  },
};
