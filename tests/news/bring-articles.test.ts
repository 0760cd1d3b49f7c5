import { beforeEach, expect, test } from 'vitest';
import { bringArticles, countWaitingArticles } from '../../src/lib/server/bring-articles.ts';
import { listArticles, openArticle, removeArticle } from '../../src/lib/server/news/index.ts';
import { furnishOpensid } from '../e2e/furnish-opensid.ts';
import { useWorld } from '../world.ts';
import { openNewsroom, refusal } from './newsroom.ts';

useWorld();

let room: Awaited<ReturnType<typeof openNewsroom>>;
beforeEach(async () => {
  room = await openNewsroom();
  await furnishOpensid(room.village);
});

test('articles of OpenSID become drafts in our signs, each once', async () => {
  const { village, editor, official, run } = room;
  const bring = () => run((tx) => bringArticles(tx, village.id, editor));
  const waiting = () => run((tx) => countWaitingArticles(tx, editor));
  expect(await refusal(run((tx) => bringArticles(tx, village.id, official)))).toMatchObject({
    kind: 'forbidden',
  });
  expect(await waiting()).toBe(1);
  expect(await bring()).toBe(1);
  expect(await waiting()).toBe(0);
  const { lines } = await run((tx) => listArticles(tx, editor, { page: 1 }));
  expect(lines).toMatchObject([{ kind: 'event', title: 'Gotong royong Sabtu', state: 'draft' }]);
  const { content } = await run((tx) => openArticle(tx, editor, lines[0]!.id));
  expect(content).toMatchObject({
    body: 'Mari & bersama',
    startsOn: '2024-05-11',
    place: 'Balai desa',
  });
  // One that was removed does not come back by itself.
  await removeArticle(village, editor, lines[0]!.id);
  expect(await bring()).toBe(0);
});
