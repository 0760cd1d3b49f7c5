import { ageOn, formatDateLong, villageDate } from '#lib/domain/dates-id.ts';
import { describeSubject } from '#lib/domain/letter-subject.ts';
import { formatPhone, parsePhone } from '#lib/domain/phone.ts';
import {
  BASIC_STATUS,
  BLOOD_TYPE,
  EDUCATION,
  FAMILY_RELATION,
  labelOf,
  type ReferenceList,
} from '#lib/domain/reference-codes.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { openResident, unmaskResident, type OpenedResident } from '#lib/server/population/index.ts';
import { act } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const id = requireId(params.id);
  const opened = await withVillage(locals.village.id, (tx) =>
    openResident(tx, locals.village.id, locals.visitor, id),
  );
  return { resident: present(opened, locals) };
};

export const actions = {
  tampilkan: async ({ request, locals, params }) => {
    const form = await request.formData();
    const residentId = requireId(params.id);
    return act(form, async () => {
      const opened = await withVillage(locals.village.id, (tx) =>
        unmaskResident(tx, locals.village.id, locals.visitor, {
          residentId,
          reason: String(form.get('keperluan') ?? ''),
        }),
      );
      return { resident: present(opened, locals) };
    });
  },
} satisfies Actions;

function present({ person, family, unmasked }: OpenedResident, { village }: App.Locals) {
  const words = describeSubject(person, village);
  const label = (list: ReferenceList, code: number | null) =>
    code === null ? '' : labelOf(list, code);
  const phone =
    person.phone && (parsePhone(person.phone) ? formatPhone(person.phone) : person.phone);
  const today = villageDate(now(), village.timeZone);
  return {
    id: person.id,
    name: person.name,
    unmasked,
    temporary: person.nikTemporary,
    alive: person.basicStatus === 1,
    groups: [
      {
        title: 'Identitas',
        rows: [
          { label: 'NIK', value: person.nik },
          { label: 'Nomor KK', value: person.kkNumber },
          { label: 'Jenis kelamin', value: words.sex },
          {
            label: 'Tempat, tanggal lahir',
            value: [words.birthPlace, words.birthDate && formatDateLong(words.birthDate)]
              .filter(Boolean)
              .join(', '),
          },
          {
            label: 'Umur',
            value: person.birthDate ? `${ageOn(person.birthDate, today)} tahun` : '',
          },
          { label: 'Status', value: label(BASIC_STATUS, person.basicStatus) },
        ],
      },
      {
        title: 'Keterangan',
        rows: [
          { label: 'Agama', value: words.religion },
          { label: 'Status perkawinan', value: words.maritalStatus },
          { label: 'Pendidikan', value: label(EDUCATION, person.education) },
          { label: 'Pekerjaan', value: words.occupation },
          { label: 'Kewarganegaraan', value: words.citizenship },
          { label: 'Golongan darah', value: label(BLOOD_TYPE, person.bloodType) },
          { label: 'Nama ayah', value: person.fatherName },
          { label: 'Nama ibu', value: person.motherName },
        ],
      },
      {
        title: 'Alamat dan hubungan keluarga',
        rows: [
          { label: 'Alamat', value: words.address },
          { label: 'Telepon', value: phone },
          { label: 'Kepala keluarga', value: person.headName },
          { label: 'Hubungan dalam keluarga', value: label(FAMILY_RELATION, person.relation) },
        ],
      },
    ],
    family: family.map((m) => ({
      id: m.id,
      name: m.name,
      relation: label(FAMILY_RELATION, m.relation),
      birthYear: m.birthDate?.slice(0, 4) ?? '',
    })),
  };
}
