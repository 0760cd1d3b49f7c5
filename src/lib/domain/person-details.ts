/** What a letter may ask of a person who is not its subject. */
export const personDetails = [
  'name',
  'nik',
  'kkNumber',
  'birthPlace',
  'birthDate',
  'sex',
  'religion',
  'maritalStatus',
  'occupation',
  'education',
  'citizenship',
  'fatherName',
  'motherName',
  'address',
  'phone',
] as const;
export type PersonDetail = (typeof personDetails)[number];

/** What may be asked where the register lacks it of the letter's subject (`ask` of a letter type). */
export const askable = {
  kkNumber: 'Nomor KK',
  birthPlace: 'Tempat lahir',
  religion: 'Agama',
  maritalStatus: 'Status perkawinan',
  occupation: 'Pekerjaan',
  education: 'Pendidikan',
  bloodType: 'Golongan darah',
  fatherName: 'Nama ayah',
  motherName: 'Nama ibu',
  address: 'Alamat',
} as const;
export type Askable = keyof typeof askable;

/** What is asked of the subject of a letter who is not on the register. */
export const outsiderDetails = [
  'name',
  'nik',
  'birthPlace',
  'birthDate',
  'sex',
  'religion',
  'maritalStatus',
  'occupation',
  'citizenship',
  'address',
  'phone',
] as const satisfies readonly PersonDetail[];
