import { error } from '@sveltejs/kit';
import { serviceStandard } from '#lib/domain/letter-type.ts';
import { findLetterType, serviceRecord } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { village } }) => {
  const { type, record } = await withVillage(village.id, async (tx) => ({
    type: await findLetterType(tx, params.surat),
    record: await serviceRecord(tx, village, params.surat),
  }));
  if (!type) error(404, 'Layanan ini tidak ada.');
  const { slug, name, purpose, signature, validity, subject, requirements } = type;
  return {
    letter: { slug, name, purpose, signature, validity, family: subject.family },
    standard: serviceStandard(type),
    record,
    // what the office's own register answers is not asked again
    bring: requirements
      .filter((one) => !one.skippedWhenInRegister)
      .map(({ label, hint, required }) => ({ label, hint, required })),
  };
};
