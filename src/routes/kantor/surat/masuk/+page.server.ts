import { formatDateLong } from '#lib/domain/dates-id.ts';
import { mailStateWords } from '#lib/domain/mail.ts';
import { may } from '#lib/domain/roles.ts';
import { listIncoming, mailViews, type MailView } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import type { PageServerLoad } from './$types';

const isView = (name: string | null): name is MailView => mailViews.some((view) => view === name);

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const roles = visitor.kind === 'staff' ? visitor.roles : [];
  const asked = url.searchParams.get('daftar');
  const usual: MailView = may(roles, 'mail.dispose')
    ? 'menunggu'
    : may(roles, 'mail.register')
      ? 'semua'
      : 'saya';
  const view = isView(asked) ? asked : usual;
  const page = Number.parseInt(url.searchParams.get('halaman') ?? '', 10) || 1;
  const found = await withVillage(village.id, (tx) =>
    listIncoming(tx, village, visitor, { view, page }),
  );
  return {
    view,
    ...found,
    lines: found.lines.map((line) => ({
      ...line,
      received: formatDateLong(line.receivedOn),
      due: line.dueOn && formatDateLong(line.dueOn),
      words: mailStateWords[line.state],
    })),
    mayRegister: may(roles, 'mail.register'),
  };
};
