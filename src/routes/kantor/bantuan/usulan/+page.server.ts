import { aidVoiceKinds, aidVoiceStates } from '#lib/domain/aid-voice.ts';
import { formatDateLong } from '#lib/domain/dates-id.ts';
import { listVoices, voiceViews, type VoiceView } from '#lib/server/assistance/index.ts';
import { readVillage } from '#lib/server/platform/index.ts';
import type { PageServerLoad } from './$types';

const isView = (name: string | null): name is VoiceView =>
  name !== null && Object.hasOwn(voiceViews, name);

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const asked = url.searchParams.get('daftar');
  const view: VoiceView = isView(asked) ? asked : 'menunggu';
  const page = Number.parseInt(url.searchParams.get('halaman') ?? '', 10) || 1;
  const found = await readVillage(village.id, (tx) =>
    listVoices(tx, village, visitor, { view, page }),
  );
  return {
    view,
    ...found,
    lines: found.lines.map((line) => ({
      id: line.id,
      kind: aidVoiceKinds[line.kind],
      programme: line.programme,
      about: line.about,
      asker: line.asker,
      due: formatDateLong(line.dueOn),
      overdue: line.overdue,
      state: aidVoiceStates[line.state],
    })),
  };
};
