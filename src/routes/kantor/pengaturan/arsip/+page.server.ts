import { countProofRetention } from '#lib/server/assistance/index.ts';
import { listScanRetention, saveScanRetention } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { saving } from '#lib/server/web/settings-form.ts';
import type { Actions, PageServerLoad } from './$types';

const names = {
  incoming: 'Pindaian surat masuk yang sudah selesai',
  outgoing: 'Pindaian surat keluar kantor',
  receipt: 'Foto tanda terima',
  proof: 'Bukti penyaluran bantuan',
};

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const files = await withVillage(village.id, async (tx) => [
    ...(await listScanRetention(tx, village, visitor)),
    { kind: 'proof' as const, ...(await countProofRetention(tx, village, visitor)) },
  ]);
  return {
    saved: url.searchParams.has('disimpan'),
    years: String(village.archiveYears),
    files: files.map(({ kind, all, going }) => ({
      name: names[kind],
      all: all.toLocaleString('id-ID'),
      going: going.toLocaleString('id-ID'),
    })),
  };
};

export const actions: Actions = {
  simpan: saving('/kantor/pengaturan/arsip', ({ village, visitor }, typed) =>
    saveScanRetention(village, visitor, typed.tahun ?? ''),
  ),
};
