import { calendarResponse } from '#lib/server/web/calendar-response.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, params, url }) =>
  calendarResponse(locals, url, params.slug);
