import { isDay } from './dates-id.ts';
import { parsePhone } from './phone.ts';
import { Refusal } from './refusal.ts';
import { typedLine, typedText } from './typed-text.ts';
import { isVoiceCategory, isVoiceKind, type VoiceCategory, type VoiceKind } from './voice-words.ts';

/** What somebody wrote, judged. */
export interface VoiceInput {
  kind: VoiceKind;
  category: VoiceCategory;
  title: string;
  story: string;
  happenedOn: string | null;
  area: string;
  place: string;
  position: { latitude: number; longitude: number } | null;
  /** Officials whom it is about. */
  about: string[];
  anonymous: boolean;
  secret: boolean;
}

/** What it is held against. */
export interface VoiceChoices {
  areas: readonly string[];
  /** Ids of officials. */
  officials: readonly string[];
  /** `YYYY-MM-DD` */
  today: string;
}

type Typed = Readonly<Record<string, string>>;
type Faults = Record<string, string>;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Reads the form of a voice. Several officials stand in one field, parted by commas.
 * @throws Refusal 'invalid' by field
 */
export function readVoice(typed: Typed, choices: VoiceChoices): VoiceInput {
  const faults: Faults = {};
  const kind = typed.jenis ?? '';
  if (!isVoiceKind(kind)) faults.jenis = 'Pilih apa yang ingin Anda sampaikan.';
  const category = typed.kategori ?? '';
  if (!isVoiceCategory(category)) faults.kategori = 'Pilih tentang apa.';
  const title = typedLine(typed.judul ?? '');
  if (title.length < 5 || title.length > 120)
    faults.judul = 'Tulis judul singkat, 5 sampai 120 huruf. Contoh: Lampu jalan RT 003 mati.';
  const story = typedText(typed.cerita ?? '');
  if (story.length < 20 || story.length > 4000)
    faults.cerita = 'Ceritakan apa yang terjadi, 20 sampai 4.000 huruf.';
  const happenedOn = readDay(typed.tanggal ?? '', choices.today, faults);
  const area = typedLine(typed.wilayah ?? '');
  if (area && !choices.areas.includes(area)) faults.wilayah = 'Pilih wilayah dari daftar.';
  const place = typedLine(typed.tempat ?? '');
  if (place.length > 200) faults.tempat = 'Tulis tempatnya paling panjang 200 huruf.';
  const about = [...new Set((typed.tentang ?? '').split(',').filter(Boolean))];
  if (about.some((id) => !choices.officials.includes(id)))
    faults.tentang = 'Pilih perangkat desa dari daftar.';
  const faulty = Object.values(faults)[0];
  if (faulty !== undefined || !isVoiceKind(kind) || !isVoiceCategory(category))
    throw new Refusal('invalid', faulty ?? '', faults);
  const position = readPosition(typed.lintang ?? '', typed.bujur ?? '');
  const anonymous = typed.anonim === 'ya';
  const secret = typed.rahasia === 'ya';
  return {
    ...{ kind, category, title, story, happenedOn, area, place, position },
    ...{ about, anonymous, secret },
  };
}

function readDay(typed: string, today: string, faults: Faults): string | null {
  if (!typed) return null;
  if (isDay(typed) && typed <= today && typed >= '1945-08-17') return typed;
  faults.tanggal =
    isDay(typed) && typed > today
      ? 'Tanggal kejadian tidak bisa sesudah hari ini. Contoh: 23-11-2026.'
      : 'Tulis tanggal kejadian yang benar, atau kosongkan. Contoh: 23-11-2026.';
  return null;
}

/** A position within Indonesia as a phone gives it, to about a metre; anything else is none. */
function readPosition(latitude: string, longitude: string): VoiceInput['position'] {
  const decimal = /^-?\d{1,3}\.\d{1,8}$/;
  if (!decimal.test(latitude) || !decimal.test(longitude)) return null;
  const at = { latitude: Number(latitude), longitude: Number(longitude) };
  const within =
    at.latitude >= -11.5 && at.latitude <= 6.5 && at.longitude >= 94 && at.longitude <= 142;
  return within ? at : null;
}

/** How somebody who is not signed in can be reached. */
export interface Contact {
  /** Empty where they did not say. */
  name: string;
  /** A telephone number as E.164, or an e-mail address. */
  contact: string;
}

/**
 * Reads who it is from.
 * @throws Refusal 'invalid' by field
 */
export function readContact(typed: Typed): Contact {
  const faults: Faults = {};
  const name = typedLine(typed.nama ?? '');
  if (name.length > 100) faults.nama = 'Tulis nama paling panjang 100 huruf.';
  const written = typedLine(typed.kontak ?? '');
  const email = /^[^\s@]{1,64}@[^\s@]+\.[^\s@]{2,}$/.test(written) && written.length <= 200;
  const contact = email ? written.toLowerCase() : parsePhone(written);
  if (!contact)
    faults.kontak = written
      ? 'Ini bukan nomor HP atau alamat email. Contoh: 0812 3456 7890.'
      : 'Tulis nomor HP atau alamat email Anda.';
  if (!uuid.test(typed.kunci ?? '')) faults[''] = 'Muat ulang halaman ini, lalu isi sekali lagi.';
  const faulty = Object.values(faults)[0];
  if (faulty !== undefined || !contact) throw new Refusal('invalid', faulty ?? '', faults);
  return { name, contact };
}

/**
 * What is said in a voice's thread.
 * @throws Refusal 'invalid' at the field
 */
export function readWords(typed: string | undefined, field: string, what: string): string {
  const text = typedText(typed ?? '');
  if (text.length >= 3 && text.length <= 2000) return text;
  const message = `${what}, 3 sampai 2.000 huruf.`;
  throw new Refusal('invalid', message, { [field]: message });
}
