import { redirect } from '@sveltejs/kit';
import {
  formatDateFull,
  formatDateLong,
  formatTime,
  villageDate,
  weekdayName,
} from '#lib/domain/dates-id.ts';
import { daysUntil, promiseWords } from '#lib/domain/promise.ts';
import { may } from '#lib/domain/roles.ts';
import { readDesk, stampOf } from '#lib/server/desk/index.ts';
import { certificateState } from '#lib/server/letters/index.ts';
import { now, readVillage } from '#lib/server/platform/index.ts';
import { matterKinds, receivedLists, waitingLists } from './desk-lists.ts';
import { deskWords } from './desk-words.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  // The worklist stood here once.
  if (url.searchParams.has('daftar')) redirect(308, `/kantor/permohonan${url.search}`);
  const letters = visitor.kind === 'staff' && may(visitor.roles, 'requests.read');
  const { desk, certificate } = await readVillage(village.id, async (tx) => ({
    desk: await readDesk(tx, village, visitor),
    certificate: letters ? await certificateState(tx) : null,
  }));
  const today = villageDate(now(), village.timeZone);
  return {
    stamp: `"${stampOf(desk)}"`,
    words: deskWords(desk),
    today: formatDateFull(today),
    time: formatTime(now(), village.timeZone),
    certificate,
    waiting: desk.waiting.map(({ list, count }) => ({ ...waitingLists[list], count })),
    late: {
      lists: desk.late.lists.map(({ list, count }) => ({
        label: matterKinds[list].label,
        href: matterKinds[list].late,
        count,
      })),
      oldest: desk.late.oldest.map(({ kind, key, title, about, dueOn }) => ({
        href: matterKinds[kind].open + key,
        title,
        who: about,
        due: promiseWords(daysUntil(dueOn, today)),
        urgency: 'late' as const,
      })),
    },
    received: desk.today.map(({ list, count }) => ({
      label: receivedLists[list].label,
      href: receivedLists[list].today,
      count,
    })),
    week: desk.week && {
      ...desk.week,
      words: `${formatDateLong(desk.week.from)} sampai hari ini`,
      days: desk.week.days.map(({ day, ...counts }) => ({
        ...counts,
        label: weekdayName(day),
        ahead: day > today,
      })),
    },
  };
};
