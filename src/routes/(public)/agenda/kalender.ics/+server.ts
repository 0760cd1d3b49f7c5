import { calendarResponse } from '#lib/server/web/calendar-response.ts';
import type { RequestHandler } from './$types';

/** All that is to come, for a calendar that asks again by itself. */
export const GET: RequestHandler = ({ locals, url }) => calendarResponse(locals, url);
