import { offeredFile } from '#lib/server/web/offered-file.ts';

export const GET = offeredFile;
