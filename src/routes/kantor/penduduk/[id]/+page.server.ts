import { ageOn, formatDateLong, villageDate } from '#lib/domain/dates-id.ts';
import { eventKinds, eventRules } from '#lib/domain/event-rules.ts';
import { BASIC_STATUS, FAMILY_RELATION, labelOf, SEX } from '#lib/domain/reference-codes.ts';
import { may } from '#lib/domain/roles.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { openResident, unmaskResident, type OpenedResident } from '#lib/server/population/index.ts';
import { act } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

const done: Record<string, string> = {
  baru: 'Warga sudah didaftarkan.',
  ubah: 'Perubahan disimpan dan tercatat di riwayat.',
  nik: 'NIK sudah dicatat.',
  foto: 'Foto sudah diperbarui.',
  gabung: 'Kedua data sudah menjadi satu. Isian yang tidak dipakai ada di riwayat.',
};

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const id = requireId(params.id);
  const opened = await withVillage(locals.village.id, (tx) =>
    openResident(tx, locals.village.id, locals.visitor, id),
  );
  const { visitor } = locals;
  return {
    resident: present(opened, locals),
    mayEdit: visitor.kind === 'staff' && may(visitor.roles, 'residents.edit'),
    events: visitor.kind === 'staff' && may(visitor.roles, 'events.record') ? eventsOf(opened) : [],
    done: done[url.searchParams.get('selesai') ?? ''],
  };
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

/** What may befall this person next, with where it is recorded. */
function eventsOf({ person, mergedInto }: OpenedResident) {
  if (mergedInto) return [];
  return eventKinds
    .map((kind) => eventRules[kind])
    .filter(({ brings, from }) => !brings && from.includes(person.basicStatus))
    .map(({ name, slug }) => ({
      label: name,
      href: `/kantor/peristiwa/baru/${slug}?warga=${person.id}`,
    }));
}

function present(opened: OpenedResident, { village }: App.Locals) {
  const { person, family, sections, photoId, mergedInto, merged, unmasked } = opened;
  const today = villageDate(now(), village.timeZone);
  const { birthDate } = person;
  return {
    id: person.id,
    name: person.name,
    unmasked,
    // Nothing is missing where there is simply nothing to remark.
    sections: sections.filter(({ id, lines }) => id !== 'keterangan' || lines.length > 0),
    familyId: opened.familyId,
    photoId,
    mergedInto,
    merged,
    temporary: person.nikTemporary,
    status: person.basicStatus === 1 ? '' : labelOf(BASIC_STATUS, person.basicStatus),
    summary: [
      labelOf(SEX, person.sex),
      birthDate && `${ageOn(birthDate, today)} tahun, lahir ${formatDateLong(birthDate)}`,
      person.nikTemporary ? 'NIK sementara' : `NIK ${person.nik}`,
    ].filter(Boolean),
    family: family.map((m) => ({
      id: m.id,
      name: m.name,
      relation: m.relation === null ? 'Anggota' : labelOf(FAMILY_RELATION, m.relation),
      birthYear: m.birthDate?.slice(0, 4) ?? '',
    })),
  };
}
