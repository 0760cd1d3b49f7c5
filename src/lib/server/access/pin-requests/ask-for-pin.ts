import { nikProblem } from '#lib/domain/nik.ts';
import { readPersonName } from '#lib/domain/person-name.ts';
import { parsePhone } from '#lib/domain/phone.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import {
  dropStoredFile,
  now,
  readUpload,
  storeFile,
  withVillage,
  type CleanUpload,
} from '#lib/server/platform/index.ts';
import { slowDown } from '../address-turnstile.ts';
import type { Caller } from '../caller.ts';
import { wasOpenLongEnough } from './form-token.ts';
import { countRecent, insertRequest } from './request-store.ts';

/** What a stranger typed who asks for a PIN. */
export interface TypedPinRequest {
  name: string;
  /** Spaces, dots and dashes are overlooked. */
  nik: string;
  phone: string;
  picture: File | undefined;
  /** A UUID that names the form: sent twice, it is one request. */
  key: string;
  /** Of `newFormToken`. */
  opened: string;
  /** A field that people do not see: whoever fills it in is a machine. */
  trap: string;
}

const day = 24 * 60 * 60_000;
/** Requests within a day. A whole village may share one carrier's address. */
const most = { fromOrigin: 30, inVillage: 200 };
/** More of one NIK help nobody. */
const mostOfNik = 3;

/**
 * Takes in a request for a PIN from somebody who is not signed in. The register is not looked at:
 * the answer is the same whoever lives here, and nothing happens before an officer decides.
 * @throws Refusal `invalid` by field, `too-many`
 */
export async function askForPin(caller: Caller, typed: TypedPinRequest): Promise<void> {
  if (typed.trap) return;
  const { name, nik, phone, picture } = checkForm(typed);
  if (!wasOpenLongEnough(caller.village.id, typed.opened))
    throw new Refusal('invalid', 'Permintaan belum terkirim. Tunggu lima detik, lalu kirim lagi.');
  await slowDown(caller);
  if (!(await isWelcome(caller, nik))) return;
  const upload = await readPicture(picture);
  const villageId = caller.village.id;
  await withVillage(villageId, async (tx) => {
    const at = now();
    const file = await storeFile(tx, villageId, upload.bytes, upload.mediaType);
    const id = await insertRequest(tx, {
      village_id: villageId,
      name,
      nik,
      contact: phone,
      file_id: file.id,
      origin: caller.origin,
      issue_key: typed.key,
      created_at: at,
    });
    if (!id) return dropStoredFile(tx, file.id);
    await recordEvent(
      tx,
      villageId,
      { kind: 'nobody' },
      {
        action: 'access.ask-for-pin',
        subjectKind: 'pin-request',
        subjectId: id,
        origin: caller.origin,
      },
    );
  });
}

function checkForm(typed: TypedPinRequest) {
  const fields: Record<string, string> = {};
  const name = readPersonName(typed.name);
  if (!typed.name.trim()) fields.nama = 'Tulis nama lengkap Anda seperti di KTP.';
  else if (!name.ok) fields.nama = `Tulis ${name.expected}.`;
  const nik = typed.nik.replace(/[\s.-]/g, '');
  if (!nik) fields.nik = 'Tulis NIK Anda: 16 angka, ada di KTP dan KK.';
  else if (!/^\d{16}$/.test(nik))
    fields.nik = `NIK terdiri dari 16 angka. Yang Anda tulis ${nik.length} huruf atau angka.`;
  else if (nikProblem(nik)) fields.nik = 'Periksa lagi: ini bukan NIK yang ada di KTP atau KK.';
  const phone = parsePhone(typed.phone);
  if (!typed.phone.trim()) fields.telepon = 'Tulis nomor HP Anda.';
  else if (!phone) fields.telepon = 'Nomor HP ini tidak lengkap. Contoh: 0812 3456 7890.';
  if (!typed.picture?.size) fields.foto = 'Pilih atau ambil foto KTP Anda.';
  else if (Object.keys(fields).length)
    fields.foto = 'Pilih lagi foto KTP Anda: foto tidak ikut tersimpan.';
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(typed.key))
    fields[''] = 'Muat ulang halaman ini, lalu isi sekali lagi.';
  const message = Object.values(fields)[0];
  if (message !== undefined || !name.ok || !phone || !typed.picture)
    throw new Refusal('invalid', message ?? '', fields);
  return { name: name.value, nik, phone, picture: typed.picture };
}

/**
 * Whether there is room for one more. The same NIK again and again is taken in and let go of, so
 * that nobody learns what others have sent.
 */
async function isWelcome(caller: Caller, nik: string): Promise<boolean> {
  const since = new Date(now().getTime() - day);
  const recent = await withVillage(caller.village.id, (tx) =>
    countRecent(tx, since, caller.origin, nik),
  );
  if (recent.fromOrigin >= most.fromOrigin || recent.all >= most.inVillage)
    throw new Refusal(
      'too-many',
      'Hari ini sudah banyak permintaan PIN. Coba lagi besok, atau datang ke kantor desa dengan KTP.',
      {},
      60 * 60,
    );
  return recent.ofNik < mostOfNik;
}

async function readPicture(picture: File): Promise<CleanUpload> {
  try {
    return await readUpload(picture, ['picture']);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal('invalid', error.message, { foto: error.message });
  }
}
