import { describe, expect, it } from 'vitest';
import { maskNumbers } from './mask-numbers.ts';
import { plainText } from './plain-text.ts';

describe('plainText', () => {
  it.each([
    ['<p>Satu</p><p>dua &amp; tiga</p>', 'Satu\ndua & tiga'],
    ['a<br>b<script>alert(1)</script>c', 'a\nbc'],
    ['<img src=x onerror=alert(1)>gambar', 'gambar'],
    ['tanpa tanda: 2 < 3 & 4 > 1', 'tanpa tanda: 2 < 3 & 4 > 1'],
    ['<b>&#74;&#x61;</b> &#0;&#xd800;', 'Ja'],
    ['<script>tidak selesai', ''],
  ])('%s', (html, text) => {
    expect(plainText(html)).toBe(text);
  });
});

describe('maskNumbers', () => {
  it.each([
    ['NIK 5207026311800003.', 'NIK 5207••••••••0003.'],
    ['5207 0263 1180 0003', '5207••••••••0003'],
    ['hubungi 081234567890 ya', 'hubungi 0812-••••-•890 ya'],
    ['2024-05-05 05:05:05', '2024-05-05 05:05:05'],
    ['No. 141/3/2024', 'No. 141/3/2024'],
    ['Rp 1500000000', 'Rp 1500000000'],
  ])('%s', (text, masked) => {
    expect(maskNumbers(text)).toBe(masked);
  });
});
