import { error } from '@sveltejs/kit';
import { serviceStandard } from '#lib/domain/letter-type.ts';
import { findLetterType, serviceRecord } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { village } }) => {
  const type = findLetterType(params.surat);
  if (!type) error(404, 'Layanan ini tidak ada.');
  const { slug, name, purpose, signature, validity, subject, requirements } = type;
  return {
    letter: { slug, name, purpose, signature, validity, family: subject.family },
    standard: serviceStandard(type),
    record: await withVillage(village.id, (tx) => serviceRecord(tx, village, slug)),
    // what the office's own register answers is not asked again
    bring: requirements
      .filter((one) => !one.skippedWhenInRegister)
      .map(({ label, hint, required }) => ({ label, hint, required })),
  };
};
