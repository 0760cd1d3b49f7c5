import { registerIncoming } from '../../src/lib/server/letters/index.ts';
import type { StaffRole } from '../../src/lib/domain/roles.ts';
import {
  makeStaff,
  makeVillage,
  residentVisitor,
  makeResident,
  staffVisitor,
} from '../factories.ts';
import { openLetterOffice } from '../letters/letter-office.ts';
import { openVoiceOffice } from '../voices/voice-office.ts';
import type { World } from '../world.ts';

/** One village with its letters, its voices and what comes by post. */
export async function openWholeOffice({ clock }: World) {
  const voices = await openVoiceOffice(await makeVillage('Batu Putih'), clock);
  const letters = await openLetterOffice(voices.village);
  const { village, run } = letters;
  return {
    village,
    run,
    voices,
    letters,
    newcomer: async (name?: string) =>
      residentVisitor(await makeResident(village.id, name === undefined ? {} : { name })),
    staff: async (...roles: StaffRole[]) => staffVisitor(await makeStaff(village.id, roles)),
    receiveMail: (typed: Record<string, string> = {}) =>
      run((tx) =>
        registerIncoming(
          tx,
          village,
          letters.operator,
          {
            diterima: '2026-11-23',
            pengirim: 'Camat Taliwang',
            nomor: '005/118/KEC-TLW/XI/2026',
            tanggal: '2026-11-20',
            perihal: 'Undangan rapat koordinasi',
            ...typed,
          },
          [],
        ),
      ),
  };
}
export type WholeOffice = Awaited<ReturnType<typeof openWholeOffice>>;
