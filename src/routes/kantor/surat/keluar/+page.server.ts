import { stateWords } from '#lib/domain/archive.ts';
import { formatDateLong } from '#lib/domain/dates-id.ts';
import { may } from '#lib/domain/roles.ts';
import { listOutgoing } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const page = Number.parseInt(url.searchParams.get('halaman') ?? '', 10) || 1;
  const found = await withVillage(village.id, (tx) => listOutgoing(tx, visitor, { page }));
  return {
    ...found,
    lines: found.lines.map((line) => ({
      ...line,
      on: formatDateLong(line.date),
      words: stateWords(line.state, null, line.date)!,
    })),
    mayRegister: visitor.kind === 'staff' && may(visitor.roles, 'mail.register'),
  };
};
