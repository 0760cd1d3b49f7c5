import { formatDateLong, formatDateShort } from '#lib/domain/dates-id.ts';
import { may } from '#lib/domain/roles.ts';
import {
  isVoiceCategory,
  isVoiceKind,
  voiceCategories,
  voiceKinds,
  voiceKindWords,
  voiceStateWords,
} from '#lib/domain/voice-words.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { listVoices, voiceViews, type VoiceView } from '#lib/server/voices/index.ts';
import type { PageServerLoad } from './$types';

const isView = (name: string | null): name is VoiceView => voiceViews.some((view) => view === name);

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const roles = visitor.kind === 'staff' ? visitor.roles : [];
  const text = (name: string) => url.searchParams.get(name) ?? '';
  const usual: VoiceView = may(roles, 'voices.verify')
    ? 'masuk'
    : may(roles, 'voices.assign')
      ? 'disposisi'
      : may(roles, 'voices.handle')
        ? 'saya'
        : 'semua';
  const asked = url.searchParams.get('daftar');
  const search = {
    view: isView(asked) ? asked : usual,
    kind: isVoiceKind(text('jenis')) ? text('jenis') : '',
    category: isVoiceCategory(text('tentang')) ? text('tentang') : '',
    words: text('cari').trim().slice(0, 100),
  };
  const { kind, category, words } = search;
  const found = await withVillage(village.id, (tx) =>
    listVoices(tx, village, visitor, {
      view: search.view,
      ...(isVoiceKind(kind) && { kind }),
      ...(isVoiceCategory(category) && { category }),
      ...(words && { words }),
      page: Number.parseInt(text('halaman'), 10) || 1,
    }),
  );
  return {
    search,
    total: found.total,
    page: found.page,
    pages: found.pages,
    lines: found.lines.map((line) => ({
      reference: line.reference,
      title: line.title,
      kind: voiceKindWords[line.kind].name,
      category: voiceCategories[line.category],
      area: line.area,
      marks: [line.secret && 'Rahasia', line.published && 'Tampil di papan'].filter(Boolean),
      sent: formatDateShort(line.sentAt, village.timeZone),
      due: line.dueOn && formatDateLong(line.dueOn),
      overdue: line.overdue,
      escalated: line.escalated,
      state: voiceStateWords[line.state],
      assignee: line.assignee,
    })),
    kinds: voiceKinds.map((value) => ({ value, label: voiceKindWords[value].name })),
    categories: Object.entries(voiceCategories).map(([value, label]) => ({ value, label })),
  };
};
