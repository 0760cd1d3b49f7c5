import { redirect } from '@sveltejs/kit';
import { requirementsFor } from '#lib/domain/letter-type.ts';
import { serviceStandard } from '#lib/domain/service-standard.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { findPublicType, listSubjects, startDraft } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { act } from '#lib/server/web/act.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { type, subjects } = await withVillage(locals.village.id, async (tx) => {
    const type = await findPublicType(tx, params.slug);
    if (!type)
      throw new Refusal('not-found', 'Jenis surat ini tidak ada. Pilih dari daftar surat.');
    return { type, subjects: await listSubjects(tx, locals.village, locals.visitor, type) };
  });
  const atOffice = type.selfService === 'red';
  return {
    type: {
      slug: type.slug,
      name: type.name,
      purpose: type.purpose,
      signature: type.signature,
      atOffice,
    },
    time: serviceStandard(type).time,
    requirements: requirementsFor(type, !atOffice).map((r) => ({
      label: r.label,
      required: r.required,
    })),
    subjects: subjects.map(({ person, self, problem }) => ({
      id: person.id,
      name: person.name,
      self,
      problem: problem ?? null,
    })),
  };
};

export const actions: Actions = {
  default: async ({ request, locals, params }) => {
    const form = await request.formData();
    return act(form, async () => {
      const chosen = form.get('untuk');
      if (typeof chosen !== 'string' || !chosen) {
        throw new Refusal('invalid', 'Pilih untuk siapa surat ini.', {
          untuk: 'Pilih untuk siapa surat ini.',
        });
      }
      const id = await withVillage(locals.village.id, (tx) =>
        startDraft(tx, locals.village, locals.visitor, { slug: params.slug, subjectId: chosen }),
      );
      redirect(303, `/layanan-mandiri/surat/isi/${id}`);
    });
  },
};
