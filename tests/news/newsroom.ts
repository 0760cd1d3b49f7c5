import sharp from 'sharp';
import type { ArticleKind } from '../../src/lib/domain/article.ts';
import type { StaffVisitor } from '../../src/lib/domain/visitor.ts';
import { addArticle, publishArticle } from '../../src/lib/server/news/index.ts';
import {
  readIllustration,
  withVillage,
  type VillageTx,
} from '../../src/lib/server/platform/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';
import { makeStaff, makeVillage, staffVisitor } from '../factories.ts';

/** Published at once. */
export const atOnce = { day: '', time: '' };
export const nobody = { kind: 'nobody' } as const;

/** What an act was refused with. */
export const refusal = (act: Promise<unknown>): Promise<unknown> =>
  act.then(
    () => 'not refused',
    (error: unknown) => error,
  );

/** A picture as a camera gives it, made anew. */
export async function madePicture(width = 1600, height = 900) {
  const bytes = await sharp({ create: { width, height, channels: 3, background: '#3a7d44' } })
    .withExif({ IFD0: { Copyright: 'rahasia' } })
    .jpeg()
    .toBuffer();
  return readIllustration(new File([new Uint8Array(bytes)], 'foto.jpg'));
}

/** A village with somebody who writes and publishes, and somebody who only writes. */
export async function openNewsroom() {
  const village: VillageContext = await makeVillage();
  const editor = staffVisitor(await makeStaff(village.id, ['editor'], { name: 'Lale Rahmawati' }));
  const official = staffVisitor(await makeStaff(village.id, ['official']));
  const run = <T>(work: (tx: VillageTx) => Promise<T>, of = village) => withVillage(of.id, work);
  const write = (kind: ArticleKind, typed: Record<string, string>, as: StaffVisitor = editor) =>
    run((tx) => addArticle(tx, village.id, as, { kind, typed }));
  return {
    village,
    editor,
    official,
    run,
    write,
    async publish(kind: ArticleKind, typed: Record<string, string>) {
      const id = await write(kind, { isi: 'Isi tulisan.', ...typed });
      return { id, ...(await publishArticle(village, editor, { id, when: atOnce })) };
    },
  };
}
