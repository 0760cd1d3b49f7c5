import { formatDateLong } from '#lib/domain/dates-id.ts';
import { findOwnAccount } from '#lib/server/access/index.ts';
import type { PageServerLoad } from './$types';

const done: Record<string, string> = {
  pin: 'PIN Anda sudah diganti. Pakai PIN baru saat masuk berikutnya.',
};

export const load: PageServerLoad = async ({ locals, url }) => {
  const { village, visitor } = locals;
  const account = await findOwnAccount(village.id, visitor);
  return {
    name: account.name,
    nik: account.maskedNik,
    phone: account.maskedPhone,
    devices: account.sessions,
    termsOn: account.termsAt && formatDateLong(account.termsAt, village.timeZone),
    done: done[url.searchParams.get('selesai') ?? ''],
  };
};
