import { PDF } from '@libpdf/core';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../src/lib/domain/refusal.ts';
import { readLogo, readUpload } from '../../src/lib/server/platform/index.ts';
import { pictureBomb, scriptedPdf } from '../hostile-files.ts';

const file = (bytes: Uint8Array, name = 'foto.jpg', type = 'image/jpeg') =>
  new File([new Uint8Array(bytes)], name, { type });
const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#885522' } });
const both = ['picture', 'pdf'] as const;

describe('pictures', () => {
  test('are turned, shrunk and freed of metadata (ASVS 5.2.x, 5.4.x)', async () => {
    const shot = await picture(3000, 1500)
      .withExif({ IFD0: { Model: 'RAHASIA' }, IFD3: { GPSLatitude: '8/1 45/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const clean = await readUpload(file(shot), both);
    const meta = await sharp(clean.bytes).metadata();
    expect({ width: meta.width, height: meta.height, exif: meta.exif }).toEqual({
      width: 1000,
      height: 2000,
      exif: undefined,
    });
    expect(Buffer.from(clean.bytes).includes('RAHASIA')).toBe(false);
  });

  test('are read by what they are, not by what they are called', async () => {
    const png = await picture(20, 20).png().toBuffer();
    expect((await readUpload(file(png, 'surat.pdf', 'application/pdf'), both)).mediaType).toBe(
      'image/jpeg',
    );
    await expect(readUpload(file(png), ['pdf'])).rejects.toThrow(/Kirim PDF/);
  });

  test('that would fill the memory when decoded are refused', async () => {
    const bomb = await pictureBomb();
    await expect(readUpload(file(bomb), both)).rejects.toThrow(Refusal);
  });
});

describe('a logo', () => {
  test('keeps what is transparent, is shrunk and freed of metadata', async () => {
    const drawn = await sharp({
      create: {
        width: 1600,
        height: 800,
        channels: 4,
        background: { r: 14, g: 90, b: 68, alpha: 0 },
      },
    })
      .composite([{ input: await picture(400, 400).png().toBuffer() }])
      .withExif({ IFD0: { Model: 'RAHASIA' } })
      .png()
      .toBuffer();
    const logo = await readLogo(file(drawn, 'logo.png'));
    const meta = await sharp(logo.bytes).metadata();
    expect(meta).toMatchObject({ format: 'png', width: 240, height: 120, hasAlpha: true });
    const corner = await sharp(logo.bytes).ensureAlpha().raw().toBuffer();
    expect(corner.at(-1)).toBe(0);
    expect(Buffer.from(logo.bytes).includes('RAHASIA')).toBe(false);
  });

  test('may be a photo; nothing that is no picture, or one that runs scripts', async () => {
    const photo = await picture(100, 90).jpeg().toBuffer();
    expect((await readLogo(file(photo))).mediaType).toBe('image/png');
    const svg = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    );
    for (const bytes of [svg, Buffer.from('GIF89a'), Buffer.from('halo'), Buffer.alloc(0)])
      await expect(readLogo(file(bytes, 'logo.svg', 'image/svg+xml'))).rejects.toMatchObject({
        kind: 'invalid',
      });
    await expect(readLogo(file(photo.subarray(0, 200)))).rejects.toThrow(/Simpan ulang/);
  });
});

describe('PDF', () => {
  test('is written anew without scripts and actions', async () => {
    const evil = await scriptedPdf();
    expect(Buffer.from(evil).includes('JavaScript')).toBe(true);
    const clean = await readUpload(file(evil, 'a.pdf'), both);
    expect(clean.mediaType).toBe('application/pdf');
    expect(Buffer.from(clean.bytes).toString('latin1')).not.toMatch(/JavaScript|OpenAction/);
  });

  test('of thirty photographed pages is kept', async () => {
    const pdf = PDF.create();
    const noise = await sharp({
      create: {
        width: 1240,
        height: 1754,
        channels: 3,
        background: '#fff',
        noise: { type: 'gaussian', mean: 200, sigma: 20 },
      },
    })
      .jpeg({ quality: 35 })
      .toBuffer();
    const scan = pdf.embedJpeg(new Uint8Array(noise));
    for (let i = 0; i < 30; i++)
      pdf.addPage().drawImage(scan, { x: 0, y: 0, width: 595, height: 842 });
    const clean = await readUpload(file(await pdf.save(), 'a.pdf'), both);
    expect((await PDF.load(clean.bytes)).getPageCount()).toBe(30);
  });

  test('with too many pages is refused', async () => {
    const pdf = PDF.create();
    for (let i = 0; i < 31; i++) pdf.addPage();
    await expect(readUpload(file(await pdf.save()), both)).rejects.toThrow(/31 halaman/);
  });
});

test('an empty or too large file says what to do', async () => {
  await expect(readUpload(file(new Uint8Array()), both)).rejects.toThrow(/kosong/);
  await expect(readUpload(file(new Uint8Array(10 * 1024 * 1024 + 1)), both)).rejects.toThrow(
    /10 MB/,
  );
});

test('names become harmless', async () => {
  const png = await picture(5, 5).png().toBuffer();
  expect((await readUpload(file(png, '../../etc/pass<w>d"\r\n.png'), both)).name).not.toMatch(
    /[/\\<>"\r\n]/,
  );
  expect((await readUpload(file(png, '???'), both)).name).toBe('berkas');
});

test('garbage, whatever it begins with, is refused and never crashes', async () => {
  const heads = [
    [0xff, 0xd8, 0xff, 0xe0],
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    [...Buffer.from('%PDF-1.7\n')],
    [...Buffer.from('RIFFxxxxWEBP')],
    [],
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...heads),
      fc.uint8Array({ maxLength: 2000 }),
      async (head, tail) => {
        const outcome = await readUpload(file(Uint8Array.from([...head, ...tail])), both).catch(
          (e: unknown) => e,
        );
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(Refusal);
      },
    ),
    { numRuns: 60 },
  );
});
