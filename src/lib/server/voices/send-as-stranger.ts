import { Refusal } from '#lib/domain/refusal.ts';
import { readContact } from '#lib/domain/voice-input.ts';
import { slowDown, wasOpenLongEnough, type Caller } from '#lib/server/access/index.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { codeDigest, contactMac, followCode, originMac } from './reporter.ts';
import { keepStrangersVoice, type SentVoice } from './send-voice.ts';
import { today } from './village-rules.ts';
import { countFromStrangers, findReferenceOfForm } from './voice-store.ts';

/** What the form of a stranger brings beside the voice. */
export interface StrangersForm extends SentVoice {
  typed: Readonly<Record<string, string>>;
  /** Of `newFormToken`. */
  opened: string;
  /** A field that people do not see: whoever fills it in is a machine. */
  trap: string;
}

/** The ticket number with the code by which it is followed. */
export interface StrangersTicket {
  reference: string;
  code: string;
}

const day = 24 * 60 * 60_000;
/** Within a day. A whole village may share one carrier's address. */
const most = { fromOrigin: 20, ofContact: 3, inVillage: 200 };

/**
 * Takes in a voice of somebody who is not signed in, without a puzzle: a field that only machines fill,
 * a signed time, a slower line for busy addresses, and a measure for each address and contact.
 * @returns undefined for a machine, which learns nothing
 * @throws Refusal `invalid` by field, `too-many`
 */
export async function sendAsStranger(
  caller: Caller,
  form: StrangersForm,
): Promise<StrangersTicket | undefined> {
  if (form.trap) return undefined;
  const who = readContact(form.typed);
  const { village } = caller;
  if (!wasOpenLongEnough(village.id, form.opened))
    throw new Refusal('invalid', 'Laporan belum terkirim. Tunggu lima detik, lalu kirim lagi.');
  await slowDown(caller);
  const code = followCode(village.id, form.key);
  const digests = {
    contact: contactMac(village.id, who.contact),
    origin: originMac(village.id, caller.origin, today(village)),
    code: codeDigest(code),
  };
  return withVillage(village.id, async (tx) => {
    const again = await findReferenceOfForm(tx, form.key);
    if (again) return { reference: again, code };
    const since = new Date(now().getTime() - day);
    const recent = await countFromStrangers(tx, since, digests);
    if (recent.ofContact >= most.ofContact)
      throw tooMany('Dari kontak ini sudah ada tiga laporan dalam sehari.');
    if (recent.fromOrigin >= most.fromOrigin || recent.all >= most.inVillage)
      throw tooMany('Hari ini sudah banyak laporan tanpa masuk dari jaringan ini.');
    const reference = await keepStrangersVoice(tx, village, form, who, digests);
    return { reference, code };
  });
}

const tooMany = (what: string) =>
  new Refusal(
    'too-many',
    `${what} Coba lagi besok, masuk dengan NIK dan PIN, atau datang ke kantor desa.`,
    {},
    60 * 60,
  );
