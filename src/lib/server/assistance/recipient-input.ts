import { z } from 'zod';
import { Refusal } from '#lib/domain/refusal.ts';
import { day, line, optionalDay, readTyped, type Typed } from './typed-form.ts';

const decileAdvice = 'Tulis desil 1 sampai 10, seperti pada data kesejahteraan (DTSEN).';

/** Card and decile as an officer types them. @throws Refusal 'invalid' */
export function readCard(typed: Typed, today: string) {
  const data = readTyped(
    z.object({
      kartu: line(0, 40, 'Tulis nomor kartu paling banyak 40 huruf.'),
      desil: z
        .string()
        .default('')
        .transform((text) => text.trim())
        .refine((text) => text === '' || /^([1-9]|10)$/.test(text), decileAdvice)
        .transform((text) => (text === '' ? null : Number(text))),
      tanggalDesil: optionalDay('Pilih tanggal data desil.'),
    }),
    typed,
  );
  if (data.desil !== null && data.tanggalDesil === null) {
    const message = 'Pilih tanggal data desil, karena desil berubah dari waktu ke waktu.';
    throw new Refusal('invalid', message, { tanggalDesil: message });
  }
  if (data.tanggalDesil !== null && data.tanggalDesil > today) {
    const message = 'Tanggal data desil tidak boleh sesudah hari ini.';
    throw new Refusal('invalid', message, { tanggalDesil: message });
  }
  return {
    card_number: data.kartu,
    decile: data.desil,
    decile_on: data.desil === null ? null : data.tanggalDesil,
  };
}

/** By what was decided, as an officer types it. @throws Refusal 'invalid' */
export function readDecision(typed: Typed, today: string) {
  const data = readTyped(
    z.object({
      keputusan: line(
        3,
        120,
        'Tulis nomor berita acara musyawarah desa atau keputusannya, misalnya BA Musdes 04/2026.',
      ),
      tanggalKeputusan: day('Pilih tanggal keputusan.').refine(
        (on) => on <= today,
        'Tanggal keputusan tidak boleh sesudah hari ini.',
      ),
    }),
    typed,
  );
  return { decision: data.keputusan, decided_on: data.tanggalKeputusan };
}
