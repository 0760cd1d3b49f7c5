import { describe, expect, it } from 'vitest';
import { answersAsLines, fieldLabel } from './field-labels.ts';

describe('fieldLabel', () => {
  it.each([
    ['nama_usaha', 'Nama usaha'],
    ['tgl_lahir', 'Tanggal lahir'],
    ['no_kk', 'Nomor KK'],
    ['keperluan', 'Keperluan'],
    ['berlakuSampai', 'Berlaku sampai'],
    ['kartu_nik', 'NIK di kartu peserta'],
    ['isi_surat', 'Isi surat'],
    ['id_format_surat', 'Nomor jenis surat di OpenSID'],
    ['program_id', 'Nomor program di OpenSID'],
    ['kartu_id_pend', 'Nomor penduduk di OpenSID'],
    ['constructor', 'Constructor'],
    ['_', '_'],
  ])('%s', (name, label) => {
    expect(fieldLabel(name)).toBe(label);
  });
});

describe('answersAsLines', () => {
  it.each([
    [
      '{"nama_usaha":"Warung","no_hp":"0812","kosong":"","lain":null}',
      'Nama usaha: Warung\nNomor HP: 0812',
    ],
    ['{"syarat":{"1":"-1"}}', 'Syarat: {"1":"-1"}'],
    ['{bukan json', '{bukan json'],
    ['{"nik":9107026311800003111}', '{"nik":9107026311800003111}'],
    ['Warung', 'Warung'],
  ])('%s', (value, lines) => {
    expect(answersAsLines(value)).toBe(lines);
  });
});
