import { because, cleaned, text, type AuditDetails, type Words } from './audit-phrases.ts';
import { articleKinds, kindWords, type ArticleKind } from './article.ts';

/** "berita “Gotong royong”" */
const article = (d: AuditDetails) => {
  const kind = articleKinds.find((one): one is ArticleKind => one === d.kind);
  return `${kind ? kindWords[kind].label.toLowerCase() : 'tulisan'} “${text(d.title)}”`;
};
const act = (verb: string, after = ''): Words => ({
  group: 'news',
  tell: (d) => `${verb} ${article(d)}${after}`,
});

/** The trail of the village's information (audit-words.ts). */
export const newsWords: Readonly<Record<string, Words>> = {
  'news.add': act('mulai menulis'),
  'news.save': act('mengubah naskah'),
  'news.restore': act('mengembalikan naskah lama'),
  'news.publish': act('menerbitkan'),
  'news.schedule': {
    group: 'news',
    tell: (d) => `menjadwalkan ${article(d)} terbit ${text(d.at)}`,
  },
  'news.withdraw': act('menarik', ' dari halaman umum'),
  'news.remove': act('menghapus'),
  'news.add-picture': act('menambah gambar pada'),
  'news.remove-picture': act('menghapus gambar pada'),
  'news.add-file': act('menambah berkas pada'),
  'news.remove-file': act('menghapus berkas pada'),
  'comments.write': act('menulis komentar di'),
  'comments.withdraw': act('menarik komentar di'),
  'comments.show': act('menampilkan komentar di'),
  'comments.refuse': {
    group: 'news',
    tell: (d) => `tidak menampilkan komentar di ${article(d)}${because(d)}`,
  },
  'comments.close': act('menutup komentar di'),
  'comments.open': act('membuka komentar di'),
  'comments.drop-old': cleaned((n) => `menghapus ${n} komentar yang tidak tampil lagi`),
};
