import fc from 'fast-check';
import { expect, test } from 'vitest';
import { articleSource } from './article-source.ts';

test('a page of HTML becomes our signs', () => {
  expect(
    articleSource(
      '<h2>Hasil</h2><p>Warga <strong>bersama</strong> dan <em>rukun</em>.</p>' +
        '<ul><li>satu</li><li>dua</li></ul><p>Lihat <a class="x" href="https://desa.id/a">situs</a>&nbsp;kami.</p>',
    ),
  ).toBe(
    '## Hasil\n\nWarga **bersama** dan *rukun*.\n\n- satu\n- dua\n\nLihat [situs](https://desa.id/a) kami.',
  );
});

test('what could run, and what is empty, is left out', () => {
  expect(
    articleSource(
      '<script>alert(1)</script><b> </b><p onclick="x">Aman<img src=x onerror=y></p><a href="javascript:x">tautan</a>',
    ),
  ).toBe('Aman\n\ntautan');
});

test('any text is read', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom('<b>', '</b>', '<li>', '<a href="https://a">', '<h1>', 'a', '\n', '<'),
      ),
      (pieces) => {
        expect(articleSource(pieces.join(''))).not.toMatch(/<(b|li|h1)>/);
      },
    ),
  );
});
