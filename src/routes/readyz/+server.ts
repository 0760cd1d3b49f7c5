import { isReady } from '#lib/server/start.ts';

/** The process can serve: the database answers. */
export const GET = async () => {
  const ready = await isReady();
  return new Response(ready ? 'ok' : 'database tidak menjawab', { status: ready ? 200 : 503 });
};
