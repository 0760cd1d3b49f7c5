import { Refusal } from '#lib/domain/refusal.ts';

/**
 * The day that a letter bears: today, or an earlier one with the reason.
 * @throws Refusal 'invalid' for a day to come, one before last year, or an earlier one without a reason
 */
export function requireLetterDay(
  typed: { date?: string; reason?: string },
  today: string,
): { date: string; reason?: string } {
  const date = typed.date || today;
  if (date === today) return { date };
  const refuse = (message: string, field = 'tanggalSurat') =>
    new Refusal('invalid', message, { [field]: message });
  if (date > today) throw refuse('Tanggal surat tidak boleh sesudah hari ini.');
  if (Number(date.slice(0, 4)) < Number(today.slice(0, 4)) - 1)
    throw refuse('Tanggal surat paling awal 1 Januari tahun lalu.');
  const reason = typed.reason?.trim() ?? '';
  if (reason.length < 5 || reason.length > 200)
    throw refuse(
      'Tulis alasan memakai tanggal yang lebih awal, 5 sampai 200 huruf.',
      'alasanTanggal',
    );
  return { date, reason };
}
