import { z } from 'zod';
import { aidForms, aidFunds, aidLevels, aidTargets } from '#lib/domain/aid-programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import {
  choice,
  day,
  line,
  optionalDay,
  readTyped,
  rupiah,
  words,
  type Typed,
} from './typed-form.ts';

const sum = 'Tulis jumlah dalam rupiah, misalnya 300.000.';

/** A programme as an officer types it. @throws Refusal 'invalid' */
export function readProgramme(typed: Typed) {
  const data = readTyped(
    z.object({
      nama: line(3, 120, 'Tulis nama program, misalnya BLT Dana Desa 2026.'),
      tingkat: choice(aidLevels, 'Pilih siapa yang menyelenggarakan program.'),
      sasaran: choice(aidTargets, 'Pilih siapa yang menerima bantuan.'),
      dana: choice(aidFunds, 'Pilih sumber dananya.'),
      bentuk: choice(aidForms, 'Pilih bentuk bantuannya.'),
      jumlah: rupiah(sum),
      mulai: day('Pilih tanggal mulai program.'),
      selesai: optionalDay('Pilih tanggal selesai, atau kosongkan.'),
      catatan: words(1000, 'Tulis keterangan paling banyak 1.000 huruf.'),
      usul: z.string().optional(),
    }),
    typed,
  );
  if (data.selesai !== null && data.selesai < data.mulai) {
    const message = 'Tanggal selesai tidak boleh sebelum tanggal mulai.';
    throw new Refusal('invalid', message, { selesai: message });
  }
  return {
    name: data.nama,
    level: data.tingkat,
    target: data.sasaran,
    funds: data.dana,
    form: data.bentuk,
    amount: data.jumlah,
    starts_on: data.mulai,
    ends_on: data.selesai,
    note: data.catatan,
    takes_proposals: data.usul === 'ya',
  };
}

/** A stage as an officer types it. @throws Refusal 'invalid' */
export function readStage(typed: Typed) {
  const data = readTyped(
    z.object({
      namaTahap: line(2, 80, 'Tulis nama tahap, misalnya Tahap 1 (Januari sampai Maret).'),
      tanggalTahap: day('Pilih tanggal rencana penyaluran.'),
      jumlahTahap: rupiah(sum),
    }),
    typed,
  );
  return { name: data.namaTahap, planned_on: data.tanggalTahap, amount: data.jumlahTahap };
}
