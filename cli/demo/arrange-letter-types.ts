import { changeText, textFormOf } from '../../src/lib/domain/edit-letter-text.ts';
import { addQuestion, changeQuestion } from '../../src/lib/domain/edit-letter-questions.ts';
import { typedForm } from '../../src/lib/domain/typed-form.ts';
import type { StaffVisitor } from '../../src/lib/domain/visitor.ts';
import { addType, editType, openType, publishType } from '../../src/lib/server/letters/index.ts';
import { withVillage, type VillageTx } from '../../src/lib/server/platform/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';

const form = (typed: Record<string, string>) => typedForm(Object.entries(typed));

/** One letter type of the village's own, and a shipped one in the village's words. */
export async function arrangeLetterTypes(
  village: VillageContext,
  officers: { operator: StaffVisitor; secretary: StaffVisitor },
): Promise<void> {
  await withVillage(village.id, async (tx) => {
    const slug = await addType(tx, village.id, officers.operator, {
      name: 'Surat Keterangan Anggota Kelompok Tani',
      from: '',
    });
    await editType(tx, village.id, officers.operator, { slug, part: 'pertanyaan' }, (draft) => {
      const added = addQuestion(draft, 'text', 'Nama kelompok tani');
      return changeQuestion(
        added.draft,
        added.path,
        form({
          label: 'Nama kelompok tani',
          required: 'ya',
          minLength: '3',
          maxLength: '100',
          example: 'Kelompok Tani Sumber Makmur',
        }),
      );
    });
    await rewrite(tx, village.id, officers.operator, slug, (body) =>
      body.replace(
        'adalah benar penduduk {{village.title}}.',
        'adalah benar penduduk {{village.title}} dan anggota **{{answers.namaKelompokTani}}**.',
      ),
    );
    await publishType(tx, village.id, officers.secretary, {
      slug,
      note: 'Untuk pengajuan pupuk bersubsidi',
    });
    const domicile = 'keterangan-domisili';
    await rewrite(tx, village.id, officers.operator, domicile, (body) =>
      body.replace(
        'Demikian',
        'Pemegang surat ini wajib melapor kepada ketua RT bila berpindah tempat tinggal.\n\nDemikian',
      ),
    );
    await publishType(tx, village.id, officers.secretary, {
      slug: domicile,
      note: 'Kewajiban melapor kepada ketua RT, hasil musyawarah desa',
    });
  });
}

async function rewrite(
  tx: VillageTx,
  villageId: number,
  officer: StaffVisitor,
  slug: string,
  change: (body: string) => string,
): Promise<void> {
  const { type } = await openType(tx, officer, slug);
  const typed = { ...textFormOf(type), body: change(type.body) };
  await editType(tx, villageId, officer, { slug, part: 'isi' }, (draft) =>
    changeText(draft, form(typed)),
  );
}
