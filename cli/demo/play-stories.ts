import sharp from 'sharp';
import { addDays, villageDate } from '../../src/lib/domain/dates-id.ts';
import { exampleAnswers } from '../../src/lib/domain/letter-examples.ts';
import { requirementsFor } from '../../src/lib/domain/letter-type.ts';
import type { ResidentVisitor, StaffVisitor } from '../../src/lib/domain/visitor.ts';
import { isWorkingDay } from '../../src/lib/domain/working-days.ts';
import {
  approveRequest,
  attachFile,
  cancelRequest,
  findLetterType,
  getOwnRequest,
  handOverLetter,
  moveRequest,
  openRequest,
  saveDraft,
  startDraft,
  submitRequest,
  withdrawLetter,
} from '../../src/lib/server/letters/index.ts';
import { now, readUpload, setClock, withVillage } from '../../src/lib/server/platform/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';
import type { DemoAct, DemoStory } from './demo-requests.ts';
import { fileTakenDown, takeDown } from './play-counter.ts';

/** The people who act in the stories. */
export interface Cast {
  residentOf(who: DemoStory['who']): ResidentVisitor;
  officerFor(act: DemoAct['does'], step: number, chain: readonly { role: string }[]): StaffVisitor;
  origin: string;
}

interface Scene {
  at: Date;
  story: DemoStory;
  act: DemoAct | 'draft';
}

const minute = 60_000;

/**
 * Plays the stories through the real use-cases, scene by scene in the order of time, with the clock
 * set to each scene's moment: numbers, journeys and the audit trail come out as they would have.
 */
export async function playStories(
  village: VillageContext,
  stories: readonly DemoStory[],
  cast: Cast,
): Promise<void> {
  const started = new Map<DemoStory, string>();
  try {
    for (const scene of stage(village, stories)) {
      setClock({ now: () => scene.at });
      await play(village, scene, cast, started);
    }
  } finally {
    setClock();
  }
}

function stage(village: VillageContext, stories: readonly DemoStory[]): Scene[] {
  const present = now();
  const scenes: Scene[] = [];
  for (const [index, story] of stories.entries()) {
    let daysAgo = story.sentDaysAgo;
    let at = officeMoment(village, present, daysAgo, index);
    scenes.push({ at: new Date(at.getTime() - 9 * minute), story, act: 'draft' });
    for (const [step, act] of story.acts.entries()) {
      scenes.push({ at, story, act });
      // Not everything is done on the day on which it comes.
      if (daysAgo > 0 && (index + step) % 4 === 1) {
        daysAgo -= 1;
        at = officeMoment(village, present, daysAgo, index);
      }
      at = new Date(at.getTime() + (35 + ((index * 37) % 120)) * minute);
    }
  }
  // What would lie in the future (a demonstration started early in the morning) happens just now.
  for (const scene of scenes) if (scene.at > present) scene.at = present;
  return scenes.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** A moment on the morning of the working day `daysAgo` working days back. */
export function officeMoment(
  village: VillageContext,
  present: Date,
  daysAgo: number,
  index: number,
): Date {
  const usual = { hours: village.officeHours, holidays: new Set<string>() };
  let day = villageDate(present, village.timeZone);
  for (let left = daysAgo; left > 0 || !isWorkingDay(day, usual);) {
    day = addDays(day, -1);
    if (isWorkingDay(day, usual)) left -= 1;
  }
  const hours =
    { 'Asia/Jakarta': 7, 'Asia/Makassar': 8, 'Asia/Jayapura': 9 }[village.timeZone] ?? 8;
  return new Date(Date.parse(`${day}T07:40:00Z`) - hours * 3600_000 + ((index * 13) % 90) * minute);
}

async function play(
  village: VillageContext,
  { story, act }: Scene,
  cast: Cast,
  started: Map<DemoStory, string>,
) {
  const run = <T>(work: Parameters<typeof withVillage<T>>[1]) => withVillage(village.id, work);
  const resident = { ...cast.residentOf(story.who), provedAt: now() };
  if (act === 'draft') {
    const id = story.acts.some(({ does }) => does === 'file')
      ? await takeDown(village, cast.officerFor('file', 0, []), resident.residentId, story)
      : await fillIn(village, resident, story);
    started.set(story, id);
    return;
  }
  const requestId = started.get(story)!;
  if (act.does === 'file') {
    const operator = { ...cast.officerFor('file', 0, []), provedAt: now() };
    return fileTakenDown(village, operator, requestId, cast.origin);
  }
  if (act.does === 'send' || act.does === 'correct') {
    await run((tx) =>
      submitRequest(tx, village, resident, { requestId, idempotencyKey: crypto.randomUUID() }),
    );
    return;
  }
  if (act.does === 'cancel') return run((tx) => cancelRequest(tx, village, resident, requestId));

  const { request, type } = await run((tx) =>
    getOwnRequest(tx, village, resident, { id: requestId }),
  );
  const officer = { ...cast.officerFor(act.does, request.chain_step, type.chain), provedAt: now() };
  await run((tx) => openRequest(tx, village, officer, request.reference!));
  const at = { requestId, version: request.version };
  switch (act.does) {
    case 'approve':
      await run((tx) => approveRequest(tx, village, officer, { ...at, origin: cast.origin }));
      return;
    case 'hand-over':
      return run((tx) => handOverLetter(tx, village, officer, { ...at, collectedBy: act.words }));
    case 'withdraw':
      return run((tx) => withdrawLetter(tx, village, officer, { ...at, reason: act.words }));
    default: {
      const { does: action, reason } = act;
      return run((tx) => moveRequest(tx, village, officer, { ...at, action, reason }));
    }
  }
}

async function fillIn(
  village: VillageContext,
  resident: ResidentVisitor,
  story: DemoStory,
): Promise<string> {
  const type = await withVillage(village.id, (tx) => findLetterType(tx, story.slug));
  if (!type) throw new Error(`The demonstration tells of an unknown letter ${story.slug}.`);
  const examples = exampleAnswers(type, true);
  const id = await withVillage(village.id, (tx) =>
    startDraft(tx, village, resident, { slug: story.slug }),
  );
  await withVillage(village.id, (tx) =>
    saveDraft(tx, resident, id, { ...examples, ...story.answers }),
  );
  for (const { key, label, required } of requirementsFor(type, true)) {
    if (!required) continue;
    const upload = await drawnPhoto(label);
    await withVillage(village.id, (tx) =>
      attachFile(tx, village, resident, { requestId: id, requirement: key, upload }),
    );
  }
  return id;
}

const drawn = new Map<string, Awaited<ReturnType<typeof readUpload>>>();

/** Stands for a photo: nobody's paper or house. */
export async function drawnPhoto(label: string) {
  let photo = drawn.get(label);
  if (!photo) {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="640"><rect width="900" height="640" fill="#d9d2c1"/><rect x="90" y="120" width="720" height="420" rx="14" fill="#fffdf6" stroke="#8a7f66" stroke-width="6"/><g stroke="#b9ae94" stroke-width="12">${[220, 280, 340, 400].map((y) => `<path d="M150 ${y}h${600 - (y % 90)}"/>`).join('')}</g></svg>`;
    const bytes = await sharp(Buffer.from(svg)).jpeg().toBuffer();
    photo = await readUpload(new File([new Uint8Array(bytes)], `${label}.jpg`), ['picture']);
    drawn.set(label, photo);
  }
  return photo;
}
