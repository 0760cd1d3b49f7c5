import { PDF } from '@libpdf/core';
import { addDays, villageDate } from '../../src/lib/domain/dates-id.ts';
import type { StaffVisitor } from '../../src/lib/domain/visitor.ts';
import {
  addArticle,
  addFile,
  addPicture,
  publishArticle,
  saveArticle,
} from '../../src/lib/server/news/index.ts';
import {
  now,
  readPortrait,
  readUpload,
  setClock,
  withVillage,
} from '../../src/lib/server/platform/index.ts';
import {
  officialsServing,
  setOfficialPhoto,
  type VillageContext,
} from '../../src/lib/server/villages/index.ts';
import { demoArticles, type DemoArticle } from './demo-articles.ts';
import { drawPortrait, drawScene } from './draw-scenes.ts';

const day = 24 * 60 * 60_000;

/** News, announcements, agenda, pages, documents, and the officials' portraits. */
export async function playNews(
  village: VillageContext,
  officers: { editor: StaffVisitor; admin: StaffVisitor },
): Promise<void> {
  const present = now();
  try {
    for (const article of demoArticles) {
      // Whole days and an hour back: nothing lies in the future.
      const ago = (article.publishedDaysAgo ?? 0) * day + 3_600_000;
      const moment = new Date(present.getTime() - ago);
      setClock({ now: () => moment });
      await tell(village, officers.editor, article, villageDate(present, village.timeZone));
    }
  } finally {
    setClock();
  }
  await hangPortraits(village, officers.admin);
}

async function tell(
  village: VillageContext,
  editor: StaffVisitor,
  { kind, typed, days = {}, picture, file, publishedDaysAgo }: DemoArticle,
  today: string,
) {
  const dated = Object.entries(days).map(([field, ahead]) => [field, addDays(today, ahead)]);
  const all = { ...typed, ...(Object.fromEntries(dated) as Record<string, string>) };
  const drawn = picture && (await drawScene(picture.scene));
  const upload = file && (await readUpload(await makePdf(file), ['pdf']));
  const id = await withVillage(village.id, async (tx) => {
    const added = await addArticle(tx, village.id, editor, { kind, typed: all });
    if (drawn) {
      const { alt } = picture;
      await addPicture(tx, village.id, editor, { id: added, picture: drawn, alt });
      const covered = { ...all, sampul: '1' };
      await saveArticle(tx, village.id, editor, { id: added, from: 1, typed: covered });
    }
    if (upload) await addFile(tx, village.id, editor, { id: added, upload });
    return added;
  });
  if (publishedDaysAgo !== null)
    await publishArticle(village, editor, { id, when: { day: '', time: '' } });
}

async function makePdf({ name, title, lines }: NonNullable<DemoArticle['file']>): Promise<File> {
  const pdf = PDF.create();
  const page = pdf.addPage({ size: 'a4' });
  page.drawText(title, { x: 70, y: 740, size: 20 });
  for (const [index, line] of lines.entries())
    page.drawText(line, { x: 70, y: 690 - index * 26, size: 13 });
  return new File([new Uint8Array(await pdf.save())], name);
}

/** Portraits of nobody, so that one sees where they go; one official has none. */
async function hangPortraits(village: VillageContext, admin: StaffVisitor): Promise<void> {
  const officials = await withVillage(village.id, (tx) => officialsServing(tx, village));
  const shirts = ['#7a4a2a', '#0e5a44', '#5b4636', '#2f5d8a', '#7d4e8a'];
  for (const [index, { id }] of officials.slice(0, shirts.length).entries()) {
    const drawn = await drawPortrait(shirts[index]!, index % 2 === 1);
    const upload = await readPortrait(new File([new Uint8Array(drawn)], 'foto.jpg'));
    await withVillage(village.id, (tx) => setOfficialPhoto(tx, village.id, admin, { id, upload }));
  }
}
