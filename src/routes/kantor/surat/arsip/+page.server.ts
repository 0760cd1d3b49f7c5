import { archiveKinds, archiveStates } from '#lib/domain/archive.ts';
import { formatDateLong } from '#lib/domain/dates-id.ts';
import { may } from '#lib/domain/roles.ts';
import { listArchive, listOpenReplacements } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import type { PageServerLoad } from './$types';

/** What the address may narrow the list to. */
const names = ['cari', 'jenis', 'keadaan', 'surat', 'penanda', 'kode', 'dari', 'sampai'] as const;

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const typed = Object.fromEntries(
    names.map((name) => [name, (url.searchParams.get(name) ?? '').trim().slice(0, 100)]),
  ) as Record<(typeof names)[number], string>;
  const { found, open } = await withVillage(village.id, async (tx) => ({
    found: await listArchive(tx, village, visitor, {
      search: typed.cari,
      kind: typed.jenis,
      state: typed.keadaan,
      type: typed.surat,
      signer: typed.penanda,
      classification: typed.kode,
      from: typed.dari,
      until: typed.sampai,
      page: Number.parseInt(url.searchParams.get('halaman') ?? '', 10) || 1,
    }),
    open: await listOpenReplacements(tx, visitor),
  }));
  const roles = visitor.kind === 'staff' ? visitor.roles : [];
  const readsCarried = may(roles, 'residents.read');
  const hrefs = {
    letter: '/kantor/surat/arsip',
    outgoing: '/kantor/surat/keluar',
    incoming: '/kantor/surat/masuk',
    carried: '/kantor/impor/opensid/catatan',
  };
  return {
    typed,
    found: {
      ...found,
      lines: found.lines.map((line) => ({
        ...line,
        on: line.onDate ? formatDateLong(line.onDate) : '',
        href: line.kind !== 'carried' || readsCarried ? `${hrefs[line.kind]}/${line.id}` : null,
      })),
    },
    replacements: open.map((one) => ({
      id: one.letter_id,
      number: one.number,
      title: one.title,
      href:
        one.status !== 'draft'
          ? `/kantor/permohonan/${one.reference}`
          : may(roles, 'letters.counter')
            ? `/kantor/loket/isi/${one.id}`
            : `/kantor/surat/arsip/${one.letter_id}`,
    })),
    choices: {
      kinds: Object.entries(archiveKinds).map(([value, label]) => ({ value, label })),
      states: Object.entries(archiveStates).map(([value, { label }]) => ({ value, label })),
      types: found.types.map(({ slug, title }) => ({ value: slug, label: title })),
      signers: found.signers.map((name) => ({ value: name, label: name })),
    },
  };
};
