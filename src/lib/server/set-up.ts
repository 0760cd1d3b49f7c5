import { randomInt, timingSafeEqual } from 'node:crypto';
import { passwordProblem } from '#lib/domain/password-policy.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Actor } from '#lib/domain/visitor.ts';
import { villageKinds } from '#lib/domain/village-kinds.ts';
import { signInStaff, type Caller } from './access/index.ts';
import { beginVillage } from './begin-village.ts';
import { log } from './platform/index.ts';
import { anyVillage, findRegion, foundVillage } from './villages/index.ts';

/** What the first visitor of a new installation fills in. */
export interface TypedSetUp {
  /** From the server's log: only whoever runs the server has it. */
  token: string;
  /** Region code of the village, `52.07.02.2015`. */
  region: string;
  /** "Desa", "Gampong" … */
  kind: string;
  name: string;
  username: string;
  password: string;
  repeated: string;
}

const letters = 'abcdefghjkmnpqrstuvwxyz';
const actor: Actor = { kind: 'system', name: 'Pemasangan' };
let token: string | undefined;

/** Writes the word that opens the set-up page into the log, where no village has been founded. */
export async function announceSetUp(): Promise<void> {
  if (await anyVillage()) return;
  const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('');
  token = `${group()}-${group()}-${group()}`;
  log.warn({ kode_pasang: token }, 'No village yet: open the first page and give this code');
}

/**
 * Founds the village and its first admin, with the signing certificate and the phrases that every
 * village begins with, and lets the admin in as far as the second factor.
 * @throws Refusal `invalid` with reasons by field, `conflict` when a village stands here already
 */
export async function setUp(caller: Omit<Caller, 'village'>, typed: TypedSetUp): Promise<void> {
  const region = await findRegion(typed.region);
  if (!region) throw new Refusal('invalid', 'Pilih desa dari daftar dahulu.');
  const username = typed.username.trim().toLowerCase();
  const name = typed.name.trim().replace(/\s+/g, ' ').slice(0, 100);
  const kind = villageKinds.find((k) => k === typed.kind) ?? region.kind;
  check(typed, name, username, region.name);
  const admin = { username, name, password: typed.password, temporary: false };
  const village = await foundVillage({ ...region, kind }, actor, (tx, village) =>
    beginVillage(tx, village, actor, admin, caller.origin),
  );
  token = undefined;
  await signInStaff({ ...caller, village }, { username, password: typed.password });
}

function check(typed: TypedSetUp, name: string, username: string, villageName: string) {
  const fields: Record<string, string> = {};
  if (!isToken(typed.token))
    fields.pasang = 'Kata pembuka tidak cocok. Salin dari log server, sesudah “kode_pasang”.';
  if (name.length < 2) fields.nama = 'Tulis nama Anda.';
  if (!username) fields['nama-pengguna'] = 'Tulis nama pengguna untuk masuk.';
  const problem = passwordProblem(typed.password, { username, villageName });
  if (problem) fields.sandi = problem;
  else if (typed.password !== typed.repeated)
    fields['ulangi-sandi'] = 'Kedua kata sandi tidak sama. Tulis sekali lagi.';
  const message = Object.values(fields)[0];
  if (message) throw new Refusal('invalid', message, fields);
}

function isToken(typed: string): boolean {
  const given = Buffer.from(typed.trim().toLowerCase());
  const expected = Buffer.from(token ?? '');
  return (
    token !== undefined && given.length === expected.length && timingSafeEqual(given, expected)
  );
}
