import { error } from '@sveltejs/kit';
import { calendarFile } from '#lib/domain/calendar-file.ts';
import { villageTitle } from '#lib/domain/village-names.ts';
import { listCalendar } from '#lib/server/news/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';

/** The agenda as a calendar file. @param slug of one event; left out: all that are to come */
export async function calendarResponse(
  { village }: App.Locals,
  url: URL,
  slug?: string,
): Promise<Response> {
  const events = await withVillage(village.id, (tx) => listCalendar(tx, village, slug));
  if (slug && !events.length) error(404, 'Kegiatan ini tidak ada.');
  const file = calendarFile(
    `Agenda ${villageTitle(village)}`,
    events.map((event) => ({ ...event, address: url.origin + event.path })),
    village.timeZone,
    url.hostname,
  );
  return new Response(file, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `${slug ? 'attachment' : 'inline'}; filename="${slug ?? 'agenda'}.ics"`,
      'cache-control': 'public, max-age=900',
    },
  });
}
