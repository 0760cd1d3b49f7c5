import { formatDateLong } from '#lib/domain/dates-id.ts';
import {
  isVoiceCategory,
  voiceCategories,
  voiceKindWords,
  voiceStateWords,
} from '#lib/domain/voice-words.ts';
import { readVillage } from '#lib/server/platform/index.ts';
import { listPublicVoices, readVoiceFigures } from '#lib/server/voices/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village }, url }) => {
  const asked = url.searchParams.get('tentang') ?? '';
  const category = isVoiceCategory(asked) ? asked : undefined;
  const page = Number.parseInt(url.searchParams.get('halaman') ?? '', 10) || 1;
  const { board, figures } = await readVillage(village.id, async (tx) => ({
    board: await listPublicVoices(tx, { category, page }),
    figures: await readVoiceFigures(tx, village),
  }));
  const sum = (of: 'all' | 'inTime' | 'late' | 'satisfied' | 'unsatisfied') =>
    figures.reduce((total, row) => total + row[of], 0);
  const due = sum('inTime') + sum('late');
  const rated = sum('satisfied') + sum('unsatisfied');
  return {
    width: 'wide',
    category: category ?? '',
    categories: Object.entries(voiceCategories).map(([value, label]) => ({ value, label })),
    page: board.page,
    pages: board.pages,
    total: board.total,
    voices: board.voices.map((voice) => ({
      reference: voice.reference,
      kind: voiceKindWords[voice.kind].name,
      title: voice.title,
      category: voiceCategories[voice.category],
      area: voice.area,
      from: voice.from,
      state: voiceStateWords[voice.state],
      sent: formatDateLong(voice.sentAt, village.timeZone),
      joiners: voice.joiners,
      answered: voice.answer !== '',
    })),
    figures: {
      large: [
        { label: 'laporan setahun terakhir', value: sum('all').toLocaleString('id-ID') },
        ...(due ? [{ label: 'dijawab tepat waktu', value: percent(sum('inTime'), due) }] : []),
        ...(rated ? [{ label: 'pelapor puas', value: percent(sum('satisfied'), rated) }] : []),
      ],
      rows: figures.map((row) => ({
        label: voiceCategories[row.category],
        inTime: row.inTime,
        late: row.late,
        waiting: row.waiting,
      })),
    },
  };
};

const percent = (part: number, whole: number): string =>
  (part / whole).toLocaleString('id-ID', { style: 'percent' });
