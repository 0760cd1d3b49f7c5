import { may, type Capability } from '#lib/domain/roles.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import { countWaitingPinRequests } from '#lib/server/access/index.ts';
import { countDoubtful, countWaitingVoices } from '#lib/server/assistance/index.ts';
import { countGivenUp } from '#lib/server/channels/index.ts';
import { countBatchesWaiting, countMailWaiting, maySignToday } from '#lib/server/letters/index.ts';
import { countWaitingComments } from '#lib/server/news/index.ts';
import { hasCarriedComplaints } from '#lib/server/opensid/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import {
  countOpenProposals,
  countWaitingCorrections,
  usesHouseholds,
} from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { countVoicesWaiting } from '#lib/server/voices/index.ts';

/** A page of the office that has a place in its navigation. */
interface SectionPage {
  href: string;
  label: string;
  needs: Capability;
  /** How much waits there for the office or this officer; the navigation shows it. */
  waiting?: (tx: VillageTx, visitor: Visitor, village: VillageContext) => Promise<number>;
  /** Whether this village or officer has a use for the page; without it all have. */
  used?: (tx: VillageTx, visitor: Visitor, village: VillageContext) => Promise<boolean>;
}

/** Pages that belong together: one entry of the navigation, tabs on each page. */
interface Section {
  label: string;
  pages: readonly SectionPage[];
}

const sections: readonly Section[] = [
  {
    label: 'Loket',
    pages: [{ href: '/kantor/loket', label: 'Loket', needs: 'letters.counter' }],
  },
  {
    label: 'Surat',
    pages: [
      { href: '/kantor/surat/arsip', label: 'Arsip', needs: 'requests.read' },
      {
        href: '/kantor/surat/masuk',
        label: 'Surat masuk',
        needs: 'mail.read',
        waiting: countMailWaiting,
      },
      { href: '/kantor/surat/keluar', label: 'Surat keluar', needs: 'mail.read' },
      {
        href: '/kantor/surat/massal',
        label: 'Surat massal',
        needs: 'requests.read',
        waiting: (tx, visitor, village) => countBatchesWaiting(tx, village, visitor),
      },
      { href: '/kantor/surat/jenis', label: 'Jenis surat', needs: 'letter-types.edit' },
      { href: '/kantor/surat/nomor', label: 'Nomor surat', needs: 'letters.number' },
      {
        href: '/kantor/surat/klasifikasi',
        label: 'Kode klasifikasi',
        needs: 'letters.number',
      },
    ],
  },
  {
    label: 'Tanda tangan',
    pages: [
      {
        href: '/kantor/tandatangan',
        label: 'Tanda tangan',
        needs: 'requests.read',
        used: (tx, visitor, village) => maySignToday(tx, village, visitor),
      },
    ],
  },
  {
    label: 'Pengaduan',
    pages: [
      {
        href: '/kantor/pengaduan',
        label: 'Pengaduan',
        needs: 'voices.read',
        waiting: countVoicesWaiting,
      },
      {
        href: '/kantor/pengaduan/lama',
        label: 'Dari OpenSID',
        needs: 'voices.read',
        used: hasCarriedComplaints,
      },
    ],
  },
  {
    label: 'Penduduk',
    pages: [
      { href: '/kantor/penduduk', label: 'Warga', needs: 'residents.read' },
      { href: '/kantor/keluarga', label: 'Keluarga', needs: 'residents.read' },
      { href: '/kantor/wilayah', label: 'Wilayah', needs: 'residents.read' },
      {
        href: '/kantor/rumah-tangga',
        label: 'Rumah tangga',
        needs: 'residents.read',
        used: usesHouseholds,
      },
      {
        href: '/kantor/peristiwa',
        label: 'Peristiwa',
        needs: 'residents.read',
        waiting: countOpenProposals,
      },
      {
        href: '/kantor/perbaikan',
        label: 'Perbaikan data',
        needs: 'corrections.decide',
        waiting: countWaitingCorrections,
      },
      { href: '/kantor/penduduk/ganda', label: 'Data ganda', needs: 'residents.edit' },
    ],
  },
  {
    label: 'Bantuan',
    pages: [
      { href: '/kantor/bantuan', label: 'Program', needs: 'aid.read' },
      {
        href: '/kantor/bantuan/usulan',
        label: 'Usul dan sanggah',
        needs: 'aid.read',
        waiting: countWaitingVoices,
      },
      {
        href: '/kantor/bantuan/perlu-dilihat',
        label: 'Perlu dilihat',
        needs: 'aid.read',
        waiting: countDoubtful,
      },
    ],
  },
  {
    label: 'Informasi',
    pages: [
      { href: '/kantor/informasi', label: 'Informasi desa', needs: 'news.write' },
      {
        href: '/kantor/informasi/komentar',
        label: 'Komentar',
        needs: 'comments.moderate',
        waiting: countWaitingComments,
        used: async (_tx, _visitor, village) => village.commentsOn,
      },
    ],
  },
  {
    label: 'Buku dan statistik',
    pages: [
      { href: '/kantor/buku', label: 'Buku administrasi', needs: 'registers.read' },
      { href: '/kantor/statistik', label: 'Statistik', needs: 'registers.read' },
      { href: '/kantor/laporan/layanan', label: 'Laporan pelayanan', needs: 'reports.read' },
      { href: '/kantor/laporan/survei', label: 'Survei kepuasan', needs: 'reports.read' },
    ],
  },
  {
    label: 'Impor dan ekspor',
    pages: [
      { href: '/kantor/impor', label: 'Impor penduduk', needs: 'residents.import' },
      { href: '/kantor/ekspor', label: 'Ekspor penduduk', needs: 'residents.export' },
      { href: '/kantor/impor/opensid', label: 'Dari OpenSID', needs: 'residents.read' },
      { href: '/kantor/impor/opensid/catatan', label: 'Catatan OpenSID', needs: 'residents.read' },
    ],
  },
  {
    label: 'Akun warga',
    pages: [
      { href: '/kantor/akun-warga', label: 'Akun', needs: 'accounts.manage' },
      { href: '/kantor/pin', label: 'PIN massal', needs: 'accounts.manage' },
      {
        href: '/kantor/permintaan-pin',
        label: 'Permintaan PIN',
        needs: 'accounts.manage',
        waiting: countWaitingPinRequests,
      },
      {
        href: '/kantor/pemberitahuan',
        label: 'Pemberitahuan keluar',
        needs: 'deliveries.read',
        waiting: countGivenUp,
      },
    ],
  },
];

/** The sections that an officer may enter, each with the pages that they may open and the village uses. */
export async function sectionsFor(tx: VillageTx, visitor: StaffVisitor, village: VillageContext) {
  const shown: (Section & { beneath: string[] })[] = [];
  for (const { label, pages } of sections) {
    const offered: SectionPage[] = [];
    for (const page of pages)
      if (may(visitor.roles, page.needs) && (!page.used || (await page.used(tx, visitor, village))))
        offered.push(page);
    // A page that has no use yet can be opened by its address.
    const beneath = pages.map(({ href }) => href);
    if (offered.length > 0) shown.push({ label, pages: offered, beneath });
  }
  return shown;
}

/** What waits on the pages of sections for an officer, by address; pages where nothing waits are left out. */
export async function countWaiting(
  tx: VillageTx,
  shown: Awaited<ReturnType<typeof sectionsFor>>,
  visitor: Visitor,
  village: VillageContext,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { href, waiting } of shown.flatMap(({ pages }) => pages))
    if (waiting) {
      const many = await waiting(tx, visitor, village);
      if (many > 0) counts[href] = many;
    }
  return counts;
}
