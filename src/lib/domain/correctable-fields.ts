import type { ResidentColumn } from './resident-fields.ts';

/**
 * What residents may ask the office to put right from their own page, and what they give for it: a
 * paper that shows it (proof), or their word. The rest (NIK, family, neighbourhood, parents' NIK)
 * the office changes with the papers before it.
 */
export const correctableFields: Readonly<Partial<Record<ResidentColumn, 'proof' | 'word'>>> = {
  name: 'proof',
  title_before: 'proof',
  title_after: 'proof',
  nickname: 'word',
  sex: 'proof',
  birth_place: 'proof',
  birth_date: 'proof',
  religion: 'proof',
  blood_type: 'word',
  citizenship: 'proof',
  home_country: 'proof',
  ethnicity: 'word',
  marital_status: 'proof',
  father_name: 'proof',
  mother_name: 'proof',
  address: 'proof',
  current_address: 'word',
  previous_address: 'word',
  education: 'proof',
  studying: 'word',
  occupation: 'word',
  phone: 'word',
  email: 'word',
  birth_certificate: 'proof',
  birth_time: 'proof',
  birth_facility: 'proof',
  birth_kind: 'proof',
  birth_order: 'proof',
  birth_attendant: 'proof',
  birth_weight_g: 'proof',
  birth_length_cm: 'proof',
  id_card: 'proof',
  passport: 'proof',
  passport_until: 'proof',
  stay_permit: 'proof',
  marriage_certificate: 'proof',
  married_on: 'proof',
  divorce_certificate: 'proof',
  divorced_on: 'proof',
  insurance: 'proof',
  insurance_number: 'proof',
  employment_insurance: 'proof',
  disability: 'word',
  chronic_illness: 'word',
  contraception: 'word',
  pregnant: 'word',
};

/** A word of help where the office's own hint does not fit whoever asks. */
export const correctionHints: Readonly<Partial<Record<ResidentColumn, string>>> = {
  name: 'Seperti di akta kelahiran, tanpa gelar. Mengganti nama perlu penetapan pengadilan.',
  birth_date: 'NIK tidak ikut berubah.',
  address: 'Nama jalan dan nomor rumah seperti di KK.',
  current_address: 'Tempat Anda tinggal sekarang, bila bukan alamat di KK.',
};
