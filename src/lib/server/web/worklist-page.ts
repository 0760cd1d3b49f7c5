import { listWork, workViews, type WorkView } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';

/** The worklist as the address asks for it: `?daftar=saya&cari=…&halaman=2`. */
export async function loadWorklist(locals: App.Locals, url: URL, fallback: WorkView) {
  const asked = url.searchParams.get('daftar') as WorkView | null;
  const view = asked && workViews.includes(asked) ? asked : fallback;
  const search = (url.searchParams.get('cari') ?? '').trim().slice(0, 80);
  const page = Number.parseInt(url.searchParams.get('halaman') ?? '1', 10) || 1;
  const work = await withVillage(locals.village.id, (tx) =>
    listWork(tx, locals.village, locals.visitor, { view, search, page }),
  );
  return { view, search, work };
}
