import type { StaffRole } from '#lib/domain/roles.ts';
import { now, platform, type VillageTx } from '#lib/server/platform/index.ts';
import { upsertAccount } from './account-store.ts';
import { createStaffAccount } from './create-staff-account.ts';
import { withHasher } from './memorised-secret.ts';
import { termsVersion } from './sessions.ts';
import { presentCode } from './totp.ts';

/** An invented resident of the demonstration village with a PIN that everyone may know. */
export interface DemoResident {
  nik: string;
  name: string;
  /** 1 male, 2 female. */
  sex: 1 | 2;
  /** `YYYY-MM-DD` */
  birthDate: string;
  pin: string;
  /** Why one would try this one. */
  about: string;
}

/** An invented officer of the demonstration village. */
export interface DemoOfficer {
  username: string;
  name: string;
  roles: readonly StaffRole[];
  position: string;
  signs: boolean;
  rank: number;
  password: string;
  totpSecret: string;
  about: string;
}

/** The seeder puts these people on the register; the sign-in page of the demonstration names them. */
export const demoResidents: readonly DemoResident[] = [
  {
    nik: '5207024708840001',
    name: 'SITI RAHMAWATI',
    sex: 2,
    birthDate: '1984-08-07',
    pin: '271593',
    about: 'Warga dengan permohonan yang sedang berjalan',
  },
  {
    nik: '5207021203790001',
    name: 'ABDUL HAKIM',
    sex: 1,
    birthDate: '1979-03-12',
    pin: '604817',
    about: 'Kepala keluarga: surat yang siap diambil, ditolak, dan perlu dilengkapi',
  },
  {
    nik: '5207021707750001',
    name: 'LALU SAHRUM',
    sex: 1,
    birthDate: '1975-07-17',
    pin: '835926',
    about: 'Ketua RT 001: memberi pengantar untuk warganya',
  },
];

/** The demonstration village's officers, one for each role. */
export const demoOfficers: readonly DemoOfficer[] = [
  officer(
    'kades',
    'H. LALU MUSTAFA',
    ['head'],
    'Kepala Desa',
    1,
    'Menyetujui dan menandatangani surat',
  ),
  officer('sekdes', 'NURUL HIDAYAH', ['secretary'], 'Sekretaris Desa', 2, 'Memeriksa surat'),
  officer(
    'kasi',
    'M. YASIN',
    ['official'],
    'Kasi Pelayanan',
    3,
    'Mengerjakan surat dan menjawab pengaduan',
  ),
  officer(
    'operator',
    'DEWI LESTARI',
    ['operator'],
    'Operator Desa',
    4,
    'Memeriksa permohonan, mengurus PIN dan data penduduk',
  ),
  officer('admin', 'ARIF RAHMAN', ['admin', 'operator'], 'Admin Desa', 5, 'Pengaturan dan petugas'),
  officer('redaksi', 'FITRIANI', ['editor'], 'Pengelola Informasi', 6, 'Berita dan pengumuman'),
  officer('pengawas', 'SYAMSUDDIN', ['overseer'], 'Ketua BPD', 7, 'Melihat laporan dan jejak'),
];

function officer(
  username: string,
  name: string,
  roles: StaffRole[],
  position: string,
  rank: number,
  about: string,
): DemoOfficer {
  return {
    username,
    name,
    roles,
    position,
    rank,
    about,
    signs: rank <= 2,
    password: 'perahu-layar-biru-tua',
    totpSecret: 'MJQWYYLJMRSW23ZRGIZTINJWG44DSMBR',
  };
}

/** Gives a resident of the demonstration village a PIN already in use, its terms accepted. */
export async function setDemoPin(
  tx: VillageTx,
  villageId: number,
  residentId: string,
  pin: string,
): Promise<void> {
  mustBeDemo();
  const at = now();
  const pinHash = await withHasher((h) => h.hash({ villageId, accountId: residentId }, pin));
  await upsertAccount(tx, {
    village_id: villageId,
    resident_id: residentId,
    pin_hash: pinHash,
    state: 'active',
    issued_at: at,
    expires_at: null,
    terms_version: termsVersion,
    terms_accepted_at: at,
  });
}

/** Makes the demonstration village's officers. @returns their staff ids by username */
export async function createDemoOfficers(
  tx: VillageTx,
  villageId: number,
): Promise<Map<string, string>> {
  mustBeDemo();
  const ids = new Map<string, string>();
  for (const demo of demoOfficers)
    ids.set(demo.username, await createStaffAccount(tx, villageId, { ...demo, temporary: false }));
  return ids;
}

/** What the resident's sign-in page tells visitors of the demonstration; nothing anywhere else. */
export function demoResidentHints(): Pick<DemoResident, 'nik' | 'pin' | 'about'>[] {
  if (!platform().config.demo) return [];
  return demoResidents.map(({ nik, pin, about }) => ({ nik, pin, about }));
}

/** Likewise the office's, with the code of this moment. */
export function demoOfficerHints(): (Pick<
  DemoOfficer,
  'username' | 'password' | 'position' | 'about'
> & { code: string })[] {
  if (!platform().config.demo) return [];
  return demoOfficers.map(({ username, password, position, about, totpSecret }) => ({
    username,
    password,
    position,
    about,
    code: presentCode(totpSecret),
  }));
}

function mustBeDemo() {
  if (!platform().config.demo)
    throw new Error('Accounts with known secrets exist in the demonstration only.');
}
