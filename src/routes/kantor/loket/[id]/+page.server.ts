import { redirect } from '@sveltejs/kit';
import { requireOfficer } from '#lib/domain/authority.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { findTypes, letterTypes, startAtCounter } from '#lib/server/letters/index.ts';
import { withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import { findFamily, findLateFamily, getPerson } from '#lib/server/population/index.ts';
import { act } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

/** Who came in: a resident's id, or this for somebody who is not on the register. */
const outsider = 'luar';

export const load: PageServerLoad = async ({ locals: { village, visitor }, params }) => {
  requireOfficer(visitor, 'letters.counter');
  return withVillage(village.id, async (tx) => ({
    person: params.id === outsider ? null : await whoCame(tx, requireId(params.id)),
    types: [...(await letterTypes(tx)).values()].map(({ slug, name, code, group }) => ({
      slug,
      name,
      code,
      group,
    })),
  }));
};

async function whoCame(tx: VillageTx, residentId: string) {
  const { id, name } = await getPerson(tx, residentId);
  const family = (await findFamily(tx, id)).map((one) => ({ value: one.id, label: one.name }));
  // For the letter that tells of a death which is on the register already.
  const late = (await findLateFamily(tx, id)).map((one) => ({
    value: one.id,
    label: `${one.name} (meninggal)`,
  }));
  return { id, name, family: [...family, ...late] };
}

export const actions: Actions = {
  default: async ({ request, locals: { village, visitor }, params }) => {
    const form = await request.formData();
    return act(form, async () => {
      const typed = String(form.get('surat') ?? '').slice(0, 120);
      const types = await withVillage(village.id, letterTypes);
      const found = typed.trim() ? findTypes(types.values(), typed) : [];
      const [type, another] = found;
      if (!type) {
        const message =
          'Tidak ada surat yang cocok. Ketik kode atau sebagian namanya, misalnya SKU atau domisili.';
        throw new Refusal('invalid', message, { surat: message });
      }
      if (another) {
        const offered = found.slice(0, 12);
        return { typed, found: offered.map(({ slug, name, code }) => ({ slug, name, code })) };
      }
      const applicantId = params.id === outsider ? undefined : requireId(params.id);
      const subjectId = applicantId && String(form.get('untuk') || applicantId);
      const id = await withVillage(village.id, (tx) =>
        startAtCounter(tx, village, visitor, { slug: type.slug, applicantId, subjectId }),
      );
      redirect(303, `/kantor/loket/isi/${id}`);
    });
  },
};
