import { describe, expect, it } from 'vitest';
import { initials, markCurrent, villagePlace } from './faces.ts';
import { publicMenu, residentMenu } from './menus.ts';

const current = (path: string) =>
  markCurrent(residentMenu(0), path)
    .filter((item) => item.current)
    .map((item) => item.label);

describe('navigation', () => {
  it('marks the nearest part only', () => {
    expect(current('/layanan-mandiri')).toEqual(['Beranda']);
    expect(current('/layanan-mandiri/riwayat/SKU-1')).toEqual(['Riwayat']);
    expect(current('/layanan-mandirix')).toEqual([]);
    expect(markCurrent(publicMenu, '/layanan/usaha').find((item) => item.current)?.label).toBe(
      'Layanan',
    );
  });
});

describe('a village’s names', () => {
  it('shortens where it lies', () => {
    expect(
      villagePlace({ district: 'Kecamatan Taliwang', regency: 'Kabupaten Sumbawa Barat' }),
    ).toBe('Kec. Taliwang · Kab. Sumbawa Barat');
    expect(villagePlace({ district: 'Raba', regency: 'Kota Bima' })).toBe('Kec. Raba · Kota Bima');
  });
  it('draws initials where there is no logo', () => {
    expect(initials('Batu Putih')).toBe('BP');
    expect(initials('Air Suning Jaya Raya')).toBe('AS');
    expect(initials('')).toBe('');
  });
});
