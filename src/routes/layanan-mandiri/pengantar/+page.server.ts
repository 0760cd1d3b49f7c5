import { formatDateFull } from '#lib/domain/dates-id.ts';
import { listLedRequests } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import type { PageServerLoad } from './$types';

const done: Record<string, string> = {
  confirm: 'Pengantar diberikan. Petugas desa melanjutkan.',
  decline: 'Jawaban Anda dikirim. Warga membaca alasannya.',
  disown: 'Jawaban Anda dikirim. Petugas desa akan memeriksanya.',
};

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const requests = await withVillage(village.id, (tx) => listLedRequests(tx, village, visitor));
  return {
    done: done[url.searchParams.get('selesai') ?? ''],
    requests: requests.map((one) => ({ ...one, dueOn: formatDateFull(one.dueOn) })),
  };
};
