import { describe, expect, it } from 'vitest';
import { initials, markCurrent, villagePlace } from './faces.ts';
import { officeMenu, publicMenu, residentMenu } from './menus.ts';

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

  it('shows each officer only what opens for them', () => {
    const labels = (...roles: Parameters<typeof officeMenu>[0]) =>
      officeMenu(roles).map((item) => item.label);
    expect(labels('overseer')).toEqual(['Menunggu saya', 'Permohonan', 'Arsip surat', 'Jejak']);
    expect(labels('admin')).toContain('Pengaturan');
    expect(labels('operator')).not.toContain('Pengaturan');
    expect(labels('operator')).toContain('Loket');
  });

  it('counts what waits', () => {
    expect(officeMenu(['operator'], { '/kantor': 7 })[0]).toMatchObject({ count: 7 });
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
