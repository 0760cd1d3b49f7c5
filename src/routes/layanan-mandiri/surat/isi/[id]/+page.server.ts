import { fail, redirect } from '@sveltejs/kit';
import { fieldId } from '#lib/ui/field.ts';
import {
  arrangeDraft,
  attachFile,
  findProblems,
  getOwnRequest,
  removeAttachment,
  reusePaper,
  saveDraft,
} from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { keepUploads } from '#lib/server/web/keep-uploads.ts';
import { takeRefusal } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import { requirementFields } from '#lib/server/web/requirement-fields.ts';
import { typedAnswers, typedArrangement } from '#lib/server/web/letter-form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const id = requireId(params.id);
  const { own, problems } = await withVillage(locals.village.id, async (tx) => {
    const own = await getOwnRequest(tx, locals.village, locals.visitor, { id });
    return {
      own,
      problems: url.searchParams.has('periksa')
        ? await findProblems(tx, locals.village, own.request)
        : {},
    };
  });
  if (own.request.status !== 'draft' && own.request.status !== 'returned')
    redirect(303, `/layanan-mandiri/riwayat/${own.request.reference}`);
  return {
    type: { name: own.type.name, slug: own.type.slug, fields: own.type.fields },
    forName: own.request.subject_id === own.request.applicant_id ? null : own.subject.name,
    status: own.request.status,
    reason: own.request.reason,
    answers: own.request.answers as Record<string, string>,
    people: own.people,
    requirements: requirementFields(
      own,
      `/layanan-mandiri/surat/isi/${id}`,
      locals.village.timeZone,
    ),
    problems,
  };
};

/** Keeps everything in the form (answers and files) and tells what of it could not be kept. */
async function keepAll({ request, locals, params }: RequestEvent) {
  const id = requireId(params.id);
  const form = await request.formData();
  const own = await withVillage(locals.village.id, async (tx) => {
    const own = await getOwnRequest(tx, locals.village, locals.visitor, { id });
    await saveDraft(tx, locals.visitor, id, typedAnswers(form, own.type));
    return own;
  });
  const errors: Record<string, string> = {};
  for (const requirement of own.requirements) {
    const problem = await keepUploads(form, requirement.key, requirement.accepts, (upload) =>
      withVillage(locals.village.id, (tx) =>
        attachFile(tx, locals.village, locals.visitor, {
          requestId: id,
          requirement: requirement.key,
          upload,
        }),
      ),
    );
    if (problem) errors[requirement.key] = problem;
  }
  return { id, form, errors };
}

export const actions: Actions = {
  /** On to the check page; what is wrong is shown here first. */
  lanjut: async (event) => {
    const { id, errors } = await keepAll(event);
    if (Object.keys(errors).length) return fail(400, { errors });
    const problems = await withVillage(event.locals.village.id, async (tx) => {
      const own = await getOwnRequest(tx, event.locals.village, event.locals.visitor, { id });
      return findProblems(tx, event.locals.village, own.request);
    });
    if (Object.keys(problems).length) return fail(400, { errors: problems });
    redirect(303, `/layanan-mandiri/surat/isi/${id}/periksa`);
  },
  /** One item more or less, or a person taken over from the family's data; then the form again. */
  susun: async (event) => {
    const { id, form, errors } = await keepAll(event);
    const arrangement = typedArrangement(form);
    if (arrangement)
      await withVillage(event.locals.village.id, (tx) =>
        arrangeDraft(tx, event.locals.village, event.locals.visitor, id, arrangement),
      );
    if (Object.keys(errors).length) return fail(400, { errors });
    const place = arrangement ? fieldId(arrangement.path) : '';
    redirect(303, `/layanan-mandiri/surat/isi/${id}#${place}`);
  },
  /** Keep and go on another time. */
  simpan: async (event) => {
    const { errors } = await keepAll(event);
    if (Object.keys(errors).length) return fail(400, { errors });
    redirect(303, '/layanan-mandiri/riwayat?disimpan=1');
  },
  /** Send the files chosen so far, and stay. */
  lampirkan: async (event) => {
    const { errors } = await keepAll(event);
    if (Object.keys(errors).length) return fail(400, { errors });
    return { attached: true };
  },
  /** A paper that the village holds already, instead of a new one. */
  pakai: async (event) => {
    const { id, form, errors } = await keepAll(event);
    const requirement = String(form.get('pakai'));
    const { village, visitor } = event.locals;
    const refused = await takeRefusal(requirement, () =>
      withVillage(village.id, (tx) =>
        reusePaper(tx, village, visitor, { requestId: id, requirement }),
      ),
    );
    const problems = { ...errors, ...refused };
    if (Object.keys(problems).length) return fail(400, { errors: problems });
    redirect(303, `/layanan-mandiri/surat/isi/${id}#${fieldId(requirement)}`);
  },
  hapus: async (event) => {
    const { id, form, errors } = await keepAll(event);
    const attachmentId = requireId(String(form.get('hapus-berkas')));
    await withVillage(event.locals.village.id, (tx) =>
      removeAttachment(tx, event.locals.village, event.locals.visitor, {
        requestId: id,
        attachmentId,
      }),
    );
    if (Object.keys(errors).length) return fail(400, { errors });
    return { attached: false };
  },
};
