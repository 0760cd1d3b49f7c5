import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articleForm, readArticle } from './article-form.ts';
import { articleKinds, articleState, beginningOf, slugOf } from './article.ts';
import type { Refusal } from './refusal.ts';
import { dataScript } from './structured-data.ts';
import { isRobot, visitKindOf } from './visit-kinds.ts';
import { xmlText } from './xml.ts';

describe('an address', () => {
  it('is made of any title', () => {
    expect(slugOf('Gotong Royong di Dusun Labuhan!')).toBe('gotong-royong-di-dusun-labuhan');
    expect(slugOf('Café “Öl” & 50%')).toBe('cafe-ol-50');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (title) => {
        const slug = slugOf(title);
        expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(slug.length).toBeLessThanOrEqual(70);
      }),
    );
  });
});

describe('the form of an article', () => {
  const typed = { judul: 'Posyandu balita', tanggal: '2026-12-03', mulai: '8.00', berulang: '' };

  it('keeps of a kind only what it asks for', () => {
    const all = { ...typed, kategori: 'Kesehatan', penting: 'ya', tempat: 'Balai' };
    expect(readArticle('event', all)).toMatchObject({
      startsOn: '2026-12-03',
      startsAt: '08:00',
      place: 'Balai',
      repeats: 'once',
      category: '',
      urgent: false,
    });
    expect(readArticle('news', all)).toMatchObject({ category: 'Kesehatan', startsOn: null });
    expect(readArticle('notice', all)).toMatchObject({ urgent: true, place: '' });
  });

  it('fills itself from what was kept', () => {
    for (const kind of articleKinds) {
      const content = readArticle(kind, { ...typed, isi: 'Satu\n\ndua', sampul: '2' });
      expect(readArticle(kind, articleForm(content))).toEqual(content);
    }
  });

  it('says what to do about each field', () => {
    const wrong = (values: Record<string, string>) => {
      try {
        readArticle('event', { ...typed, ...values });
      } catch (error) {
        return Object.keys((error as Refusal).fields);
      }
      return [];
    };
    expect(wrong({ judul: 'A' })).toEqual(['judul']);
    expect(wrong({ tanggal: '' })).toEqual(['tanggal']);
    expect(wrong({ tanggal: '2026-02-30' })).toEqual(['tanggal']);
    expect(wrong({ mulai: '25:00' })).toEqual(['mulai']);
    expect(wrong({ mulai: '', selesai: '10:00' })).toEqual(['mulai']);
    expect(wrong({ selesai: '07:00' })).toEqual(['selesai']);
    expect(wrong({ berulang: 'weekly', sampai: '2026-12-01' })).toEqual(['sampai']);
    expect(wrong({ berulang: 'setiap-hari' })).toEqual(['berulang']);
  });
});

describe('what others are told', () => {
  it('is a state by its time', () => {
    const at = new Date('2026-11-23T00:00:00Z');
    const later = new Date('2026-11-24T00:00:00Z');
    expect(articleState({ published: null, publishAt: null }, at)).toBe('draft');
    expect(articleState({ published: 2, publishAt: later }, at)).toBe('scheduled');
    expect(articleState({ published: 2, publishAt: at }, later)).toBe('public');
  });

  it('is cut between words', () => {
    expect(beginningOf('satu  dua\ntiga', 9)).toBe('satu dua …');
    expect(beginningOf('satu dua')).toBe('satu dua');
  });

  it('is data that ends no block, and text that opens no tag', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const script = dataScript({ name: `${text}</script><!--` });
        expect(script.match(/<\/script>/gi)).toHaveLength(1);
        expect(script).not.toContain('<!--');
        expect(JSON.parse(script.replace(/<[^>]*>/g, ''))).toEqual({
          name: `${text}</script><!--`,
        });
        expect(xmlText(text)).not.toMatch(/[<>"']/);
      }),
    );
  });

  it('counts people, not programs, by the kind of page', () => {
    expect(visitKindOf('/(public)')).toBe('home');
    expect(visitKindOf('/(public)/berita/[slug]')).toBe('news');
    expect(visitKindOf('/layanan-mandiri/surat')).toBe('resident');
    expect(visitKindOf('/kantor')).toBeUndefined();
    expect(isRobot('WhatsApp/2.23')).toBe(true);
    expect(isRobot('')).toBe(true);
    expect(isRobot('Mozilla/5.0 (Linux; Android 10; K) Chrome/140.0 Mobile Safari/537.36')).toBe(
      false,
    );
  });
});
