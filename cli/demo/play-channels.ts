import type { ResidentVisitor, StaffVisitor } from '../../src/lib/domain/visitor.ts';
import {
  askForCode,
  confirmCode,
  queueDeliveries,
  saveChannel,
  saveSending,
  sweepChannels,
} from '../../src/lib/server/channels/index.ts';
import { handOnLateOutboxRows } from '../../src/lib/server/notices/index.ts';
import { now, setClock } from '../../src/lib/server/platform/index.ts';
import { getVillage, type VillageContext } from '../../src/lib/server/villages/index.ts';
import type { DemoAct, DemoStory } from './demo-requests.ts';
import { catchMail } from './mail-catcher.ts';
import { officeMoment, playStories, type Cast } from './play-stories.ts';

const minute = 60_000;
const send: DemoAct = { does: 'send' };
const accept: DemoAct = { does: 'accept' };

/**
 * Residents choose email and are told there: one is reached, one has an address that is gone, and since
 * then the mail server is away, so that the office sees what did not go out and why. Nothing leaves this
 * machine: the server is one that stands only while the demonstration is filled.
 */
export async function playChannels(
  village: VillageContext,
  cast: Cast,
  people: { admin: StaffVisitor; siti: ResidentVisitor; hakim: ResidentVisitor },
): Promise<void> {
  const present = now();
  const yesterday = officeMoment(village, present, 1, 0);
  const at = (minutes: number) => {
    const moment = new Date(Math.min(yesterday.getTime() + minutes * minute, present.getTime()));
    setClock({ now: () => moment });
  };
  const admin = () => ({ ...people.admin, provedAt: now() });
  const post = await catchMail();
  try {
    await saveSending(village, admin(), {
      'tenang-dari': '21.00',
      'tenang-sampai': '06.00',
      'alamat-situs': cast.origin,
    });
    const furnished = await getVillage(village.id);
    const mail = {
      peladen: '127.0.0.1',
      porta: String(post.port),
      pengguna: '',
      pengirim: 'kantor@batu-putih.contoh.id',
      nyala: '1',
    };
    await saveChannel(furnished, admin(), 'email', mail, '');
    // What was told before anybody chose stays inside.
    setClock({ now: () => new Date(present.getTime() + 3 * minute) });
    for (let round = 0; round < 4; round++) await handOnLateOutboxRows(village.id);

    at(10);
    const verify = async (visitor: ResidentVisitor, address: string) => {
      await askForCode(furnished, visitor, 'email', address);
      const code = /\b(\d{6}) adalah/.exec(post.mails.at(-1)!.body)![1]!;
      await confirmCode(furnished, visitor, 'email', code);
    };
    await verify(people.siti, 'siti.aminah@contoh.id');
    await verify(people.hakim, 'hakim@contoh.id');
    /** Tells of the stories played so far, later on that day. */
    const tell = async () => {
      at(300);
      await handOnLateOutboxRows(village.id, queueDeliveries);
      await sweepChannels();
    };
    const play = (story: DemoStory) => {
      setClock();
      return playStories(furnished, [story], cast);
    };
    await play(told('siti', [send, accept]));
    await tell();
    post.close('hakim@contoh.id');
    await play(told('hakim', [send, accept]));
    await tell();
    await post.stop();
    await play(told('siti', [send, { does: 'return', reason: photo }]));
    await tell();
  } finally {
    setClock();
    await post.stop();
  }
}

const photo = 'Foto tidak jelas. Mohon foto ulang pada tempat yang terang.';

const told = (who: 'siti' | 'hakim', acts: DemoAct[]): DemoStory => ({
  slug: 'pengantar',
  who,
  sentDaysAgo: 1,
  acts,
});
