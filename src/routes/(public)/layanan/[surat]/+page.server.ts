import { error } from '@sveltejs/kit';
import { requirementsFor } from '#lib/domain/letter-type.ts';
import { serviceStandard } from '#lib/domain/service-standard.ts';
import { findPublicType, serviceRecord } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { village } }) => {
  const { type, record } = await withVillage(village.id, async (tx) => ({
    type: await findPublicType(tx, params.surat),
    record: await serviceRecord(tx, village, params.surat),
  }));
  if (!type) error(404, 'Layanan ini tidak ada.');
  const { slug, name, purpose, signature, validity, subject } = type;
  const atOffice = type.selfService === 'red';
  return {
    letter: { slug, name, purpose, signature, validity, family: subject.family, atOffice },
    standard: serviceStandard(type),
    record,
    // From home, what the office's own register answers is not asked again; at the office one shows it.
    bring: requirementsFor(type, !atOffice).map(({ label, required }) => ({ label, required })),
  };
};
