import { redirect } from '@sveltejs/kit';
import { describeSubject } from '#lib/domain/letter-subject.ts';
import { formatDateFull, formatDateLong } from '#lib/domain/dates-id.ts';
import { maskNik } from '#lib/domain/nik.ts';
import {
  findProblems,
  getOwnRequest,
  promiseDay,
  submitRequest,
  type OwnRequestDetail,
} from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { act } from '#lib/server/web/act.ts';
import { broughtWords, seenWords } from '#lib/server/web/requirement-fields.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { village, visitor } = locals;
  const id = requireId(params.id);
  const { own, problems, promise } = await withVillage(village.id, async (tx) => {
    const own = await getOwnRequest(tx, village, visitor, { id });
    return {
      own,
      problems: await findProblems(tx, village, own.request),
      promise: await promiseDay(
        tx,
        village,
        own.type,
        own.introducer?.by === 'head' ? village.introductionDays : 0,
      ),
    };
  });
  if (own.request.status !== 'draft' && own.request.status !== 'returned')
    redirect(303, `/layanan-mandiri/riwayat/${own.request.reference}`);
  if (Object.keys(problems).length) redirect(303, `/layanan-mandiri/surat/isi/${id}?periksa=1`);
  const subject = describeSubject(own.subject, village);
  return {
    id,
    typeName: own.type.name,
    wet: own.type.signature === 'wet',
    register: [
      { label: 'Nama', value: subject.name },
      { label: 'NIK', value: maskNik(subject.nik) },
      {
        label: 'Tempat, tanggal lahir',
        value: [subject.birthPlace, subject.birthDate && formatDateLong(subject.birthDate)]
          .filter(Boolean)
          .join(', '),
      },
      { label: 'Pekerjaan', value: subject.occupation },
      { label: 'Alamat', value: subject.address },
    ],
    answers: own.answers,
    attachments: own.requirements.map((r) => ({
      label: r.label,
      files: [
        ...own.attachments
          .filter((a) => a.requirement === r.key)
          .map((a) =>
            a.reused_from
              ? `${a.file_name} (dipakai lagi, ${broughtWords({ takenAt: a.taken_at, mediaType: a.media_type }, village.timeZone)})`
              : a.file_name,
          ),
        ...own.reliedOn
          .filter((p) => p.requirement === r.key)
          .map((p) => capitalised(seenWords(p.seen_at, village.timeZone))),
        ...(r.by === 'neighbourhood' && own.introducer ? [introducerWords(own.introducer)] : []),
      ],
    })),
    asks:
      own.introducer?.by === 'head'
        ? { title: own.introducer.title, days: village.introductionDays }
        : null,
    promise: formatDateFull(promise),
    key: crypto.randomUUID(),
  };
};

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function introducerWords(introducer: NonNullable<OwnRequestDetail['introducer']>): string {
  if (introducer.by === 'done') return 'Sudah diberikan';
  return introducer.by === 'head' ? `Lewat ${introducer.title}` : 'Diperiksa petugas desa';
}

export const actions: Actions = {
  default: async ({ request, locals, params }) => {
    const form = await request.formData();
    const requestId = requireId(params.id);
    return act(form, async () => {
      const { reference } = await withVillage(locals.village.id, (tx) =>
        submitRequest(tx, locals.village, locals.visitor, {
          requestId,
          idempotencyKey: requireId(String(form.get('pengenal'))),
        }),
      );
      redirect(303, `/layanan-mandiri/riwayat/${reference}?terkirim=1`);
    });
  },
};
