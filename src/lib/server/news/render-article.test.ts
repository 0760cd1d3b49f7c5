import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSafeLink, plainWords, renderArticle } from './render-article.ts';

const picture = {
  id: '0198c0de-0000-7000-8000-000000000001',
  number: 1,
  alt: 'Warga membersihkan "selokan" <bersama>',
  width: 1280,
  height: 720,
};
const html = (source: string) => renderArticle(source, [picture]);

/** Every tag of a piece of HTML, with its attributes. */
const tags = (text: string) => [...text.matchAll(/<(\/?)([a-z0-9]+)((?:[^>"]|"[^"]*")*)>/g)];
const allowed = new Set(
  'p br h2 h3 ul ol li strong em s blockquote hr a img div table thead tbody tr th td'.split(' '),
);
const attributes = new Set(
  'href title rel class src srcset sizes width height loading decoding alt start'.split(' '),
);

/** Everything in rendered text that is not one of our few tags and attributes. */
function strangers(text: string): string[] {
  const found: string[] = [];
  for (const [whole, , name = '', rest = ''] of tags(text)) {
    if (!allowed.has(name)) found.push(whole);
    for (const [, attribute = '', value = ''] of rest.matchAll(/([^\s=]+)="([^"]*)"/g)) {
      if (!attributes.has(attribute)) found.push(whole);
      if (attribute === 'href' && !/^(https?:|mailto:|tel:|\/(?!\/)|#isi$)/i.test(value))
        found.push(whole);
      if (attribute === 'src' && !value.startsWith('/gambar/')) found.push(whole);
    }
    if (rest.replace(/\s+[^\s=]+="[^"]*"/g, '').trim()) found.push(whole);
  }
  // What is left once our tags are gone holds no sign that could begin one.
  const left = text.replace(/<(\/?)([a-z0-9]+)((?:[^>"]|"[^"]*")*)>/g, '');
  if (/[<>]/.test(left)) found.push(left);
  return found;
}

describe('the signs of an article', () => {
  it('make headings below the title, lists, bold, tables, links', () => {
    expect(html('# Judul\n\n#### Kecil')).toBe('<h2>Judul</h2>\n<h3>Kecil</h3>\n');
    expect(html('## Bagian')).toBe('<h2>Bagian</h2>\n');
    // No rank is left out, whatever is typed.
    expect(html('### Kecil dulu')).toBe('<h2>Kecil dulu</h2>\n');
    expect(html('- satu\n- **dua**')).toBe(
      '<ul>\n<li>satu</li>\n<li><strong>dua</strong></li>\n</ul>\n',
    );
    expect(html('baris\nberikut')).toBe('<p>baris<br>\nberikut</p>\n');
    expect(html('[kantor](/layanan)')).toBe('<p><a href="/layanan">kantor</a></p>\n');
    expect(html('[situs](https://desa.id)')).toContain('rel="noopener noreferrer"');
    expect(html('| a | b |\n|---|---|\n| 1 | 2 |')).toContain('<div class="table"><table>');
    expect(html('| a | b |\n|---|--:|\n| 1 | 2 |')).toContain('<td class="right">2</td>');
    expect(html('Selasa\n---')).not.toContain('<h2');
  });

  it('show a picture of the article in its sizes, and none from elsewhere', () => {
    const shown = html('![](gambar-1)');
    expect(shown).toContain('alt="Warga membersihkan &quot;selokan&quot; &lt;bersama&gt;"');
    expect(shown).toContain(
      `srcset="/gambar/${picture.id}/kecil 480w, /gambar/${picture.id}/besar 1280w"`,
    );
    expect(shown).toContain('width="1280" height="720" loading="lazy"');
    expect(html('![selokan](gambar-1)')).toContain('alt="selokan"');
    expect(html('![](gambar-2)')).not.toContain('<img');
    expect(html('![x](https://jahat.example/pixel.gif)')).not.toContain('<img');
  });

  it('show a video as a link that says where it leads', () => {
    expect(html('https://youtu.be/abc')).toBe(
      '<p><a href="https://youtu.be/abc" rel="noopener noreferrer" class="video">https://youtu.be/abc (video di YouTube)</a></p>\n',
    );
    expect(html('https://youtube.com.jahat.example/abc')).not.toContain('video');
  });

  it('run nothing, whatever is typed', () => {
    for (const source of [
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '[a](javascript:alert(1))',
      '[a](JaVaScRiPt:alert(1))',
      '[a](&#106;avascript:alert(1))',
      '[a](java\tscript:alert(1))',
      '[a](data:text/html,<script>alert(1)</script>)',
      '[a](vbscript:x) [b](file:///etc/passwd)',
      '[a](//jahat.example) [b](/\\jahat.example) [c](\\\\jahat.example)',
      '[a](https://x" onmouseover="alert(1))',
      '![a" onerror="alert(1)](gambar-1)',
      '<https://a.example/"onclick=alert(1)>',
      '[a]: javascript:alert(1)\n\n[a]',
      '<a href="https://x">x</a>',
      '&lt;script&gt; <!-- x --> <![CDATA[x]]>',
    ]) {
      expect(strangers(html(source)), source).toEqual([]);
      expect(html(source), source).not.toMatch(/<script|href="(javascript|data|vbscript|file)/i);
    }
  });

  it('run nothing, fuzzed', () => {
    const piece = fc.constantFrom(
      ...[
        '<',
        '>',
        '"',
        "'",
        '`',
        '[',
        ']',
        '(',
        ')',
        '!',
        '*',
        '_',
        '#',
        '|',
        '\\',
        '&',
        ';',
        '\n',
      ],
      ...[
        'javascript:',
        'data:',
        'https://a.id',
        '//b.id',
        'script',
        ' onload=',
        'gambar-1',
        '&#x',
      ],
      ...['<svg/onload=x>', '<!--', '-->', '\u0000', '\u2028', '- ', '> ', '    ', 'a', 'style='],
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 40 }),
        (pieces) => {
          const source = pieces.join('');
          expect(strangers(html(source)), source).toEqual([]);
        },
      ),
      { numRuns: 600 },
    );
  });

  it('lead to the web, mail, telephone and our own pages only', () => {
    for (const good of ['https://a.id', 'mailto:a@b.id', 'tel:+62', '/berita/x'])
      expect(isSafeLink(good)).toBe(true);
    for (const bad of ['//a.id', '/\\a.id', 'javascript:1', 'berita', 'ftp://a.id', '/a\u0009b'])
      expect(isSafeLink(bad)).toBe(false);
  });

  it('are left out of the words that are searched', () => {
    expect(
      plainWords(
        '# Judul\n\nIsi **tebal** dan [tautan](https://a.id).\n\n- satu\n- dua\n\n![x](gambar-1)',
      ),
    ).toBe('Judul\nIsi tebal dan tautan.\nsatu\ndua');
  });
});
