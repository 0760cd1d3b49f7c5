import { because, cleaned, plain, request, text, type Words } from './audit-phrases.ts';

/** An act on the introduction of a request: "memberi pengantar untuk SKTM-… sebagai Ketua RT 003". */
const introduction = (verb: string, link: string): Words => ({
  group: 'letters',
  tell: (d) =>
    [verb, text(d.reference) && `untuk ${text(d.reference)}`, text(d.of) && `${link} ${text(d.of)}`]
      .filter(Boolean)
      .join(' ') + because(d),
});

/** The trail of what a request brings along (audit-words.ts): papers used again, introductions. */
export const requirementWords: Readonly<Record<string, Words>> = {
  'letters.read-paper': plain('letters', 'melihat berkas yang sudah disimpan desa'),
  'letters.reuse-paper': plain('letters', 'memakai lagi berkas yang sudah disimpan desa'),
  'letters.remove-paper': request('menghapus berkas simpanan dari permohonan'),
  'letters.ask-introduction': introduction('meminta pengantar', 'kepada'),
  'letters.read-introduction': introduction('membuka permintaan pengantar', 'sebagai'),
  'letters.confirm-introduction': introduction('memberi pengantar', 'sebagai'),
  'letters.decline-introduction': introduction('tidak memberi pengantar', 'sebagai'),
  'letters.disown-introduction': introduction('menjawab bukan warganya', 'sebagai'),
  'letters.waive-introduction': introduction('melanjutkan tanpa pengantar', 'dari'),
  'letters.tell-late-introductions': cleaned(
    (n) => `memberi tahu petugas tentang ${n} pengantar RT yang belum dijawab`,
  ),
};
