import { describe, expect, it } from 'vitest';
import { Refusal } from './refusal.ts';
import { readContact, readVoice, readWords } from './voice-input.ts';

const official = '0197a000-0000-7000-8000-000000000001';
const choices = { areas: ['ATAS, RT 001/RW 001'], officials: [official], today: '2026-11-23' };
const good = {
  jenis: 'complaint',
  kategori: 'jalan',
  judul: 'Lampu jalan mati',
  cerita: 'Lampu jalan di depan masjid mati sejak minggu lalu.',
};

/** The fields that are refused. */
function faultsOf(work: () => unknown): string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return Object.keys(error.fields);
    throw error;
  }
  return [];
}

describe('what somebody writes', () => {
  it('is read with all that is optional left out', () => {
    expect(readVoice(good, choices)).toMatchObject({
      happenedOn: null,
      area: '',
      position: null,
      about: [],
      anonymous: false,
      secret: false,
    });
  });

  it('says everything that is wrong at once, in the order of the form', () => {
    expect(faultsOf(() => readVoice({}, choices))).toEqual([
      'jenis',
      'kategori',
      'judul',
      'cerita',
    ]);
  });

  it.each([
    [{ tanggal: '2026-11-24' }, 'tanggal'],
    [{ tanggal: 'kemarin' }, 'tanggal'],
    [{ wilayah: 'BAWAH' }, 'wilayah'],
    [{ tentang: `${official},lain` }, 'tentang'],
    [{ tempat: 'x'.repeat(201) }, 'tempat'],
    [{ judul: '\u202e\u0000 a' }, 'judul'],
  ])('refuses %j', (typed, field) => {
    expect(faultsOf(() => readVoice({ ...good, ...typed }, choices))).toEqual([field]);
  });

  it('says of a day long ago that it is not right, not that it lies ahead', () => {
    const said = (tanggal: string) => {
      try {
        return readVoice({ ...good, tanggal }, choices);
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(said('2030-01-01')).toContain('sesudah hari ini');
    expect(said('1890-01-01')).not.toContain('sesudah hari ini');
    expect(said('1890-01-01')).toContain('atau kosongkan');
  });

  it('takes a position in Indonesia and no other', () => {
    const at = (lintang: string, bujur: string) =>
      readVoice({ ...good, lintang, bujur }, choices).position;
    expect(at('-8.74215', '116.85301')).toEqual({ latitude: -8.74215, longitude: 116.85301 });
    expect(at('52.52000', '13.40500')).toBeNull();
    expect(at('-8.7', '')).toBeNull();
    expect(at('1e1', '100')).toBeNull();
  });

  it('takes a telephone number or an e-mail address as contact', () => {
    const kunci = official;
    expect(readContact({ kontak: '0812 3456 7890', kunci }).contact).toBe('+6281234567890');
    expect(readContact({ kontak: 'Ani@Contoh.id', kunci }).contact).toBe('ani@contoh.id');
    expect(faultsOf(() => readContact({ kontak: 'ani', kunci }))).toEqual(['kontak']);
    expect(faultsOf(() => readContact({ kontak: '0812 3456 7890' }))).toEqual(['']);
  });

  it('wants words in a message', () => {
    expect(readWords('  Sudah   baik. ', 'pesan', 'Tulis')).toBe('Sudah baik.');
    expect(faultsOf(() => readWords(undefined, 'pesan', 'Tulis'))).toEqual(['pesan']);
  });
});
