import { formatDateLong, formatDateTime } from '#lib/domain/dates-id.ts';
import { may, type Capability } from '#lib/domain/roles.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { openFamily } from '#lib/server/population/index.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { PageServerLoad } from './$types';

const done: Record<string, string> = {
  ubah: 'Data keluarga disimpan.',
  susunan: 'Kepala keluarga dan hubungan anggota disimpan.',
  tambah: 'Anggota ditambahkan.',
  pisah: 'KK baru dibuat. Ini keluarga yang baru.',
  keluar: 'Anggota dikeluarkan dari keluarga ini. Datanya tetap ada di daftar warga.',
  gabung: 'Keluarga digabungkan. KK yang ditinggalkan ditutup.',
};

export const load: PageServerLoad = async ({ locals: { village, visitor }, params, url }) => {
  const family = await withVillage(village.id, (tx) =>
    openFamily(tx, village, visitor, requireId(params.id)),
  );
  const can = (capability: Capability) =>
    visitor.kind === 'staff' && may(visitor.roles, capability);
  const day = (date: string | null) => date && formatDateLong(date);
  const inWords = (members: typeof family.members) =>
    members.map((member) => ({ ...member, birthDate: day(member.birthDate) ?? '' }));
  return {
    family: {
      ...family,
      registeredOn: day(family.registeredOn),
      cardPrintedOn: day(family.cardPrintedOn),
      closedOn: day(family.closedOn),
      members: inWords(family.members),
      gone: inWords(family.gone),
      changes: family.changes.map((change) => ({
        ...change,
        at: formatDateTime(change.at, village.timeZone),
      })),
    },
    mayEdit: can('residents.edit'),
    mayPrint: can('residents.unmask'),
    mayRecord: can('events.record'),
    done: done[url.searchParams.get('selesai') ?? ''],
  };
};
