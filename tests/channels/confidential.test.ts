import { beforeAll, describe, expect, test } from 'vitest';
import { listDeliveries } from '../../src/lib/server/channels/index.ts';
import { openAidOffice } from '../assistance/aid-office.ts';
import { openVoiceOffice, type VoiceOffice } from '../voices/voice-office.ts';
import { useWorld } from '../world.ts';
import { useChannelOffice } from './channel-office.ts';

const world = useWorld();
const office = useChannelOffice(world);
let voices: VoiceOffice;
beforeAll(async () => {
  await office.verify(office.siti, 'siti@gmail.com');
  voices = await openVoiceOffice(office.village, world.clock);
});

const listOf = async (officer = voices.head) =>
  JSON.stringify(await office.run((tx) => listDeliveries(tx, officer, { group: 'sent', page: 1 })));

describe('what goes out betrays nobody', () => {
  test('a secret report is news like any other', async () => {
    const reference = await voices.send({ rahasia: 'ya' }, office.siti);
    await voices.move(reference, 'verify', voices.operator);
    await office.send();
    expect(office.smtp.mails.map(({ text }) => text.split('\r\n')[0])).toEqual([
      'Siti, ada kabar baru untuk Anda. Buka https://batu-putih.desa.id',
    ]);
    expect(JSON.stringify(await office.deliveries())).not.toContain(reference);
    expect(office.smtp.mails[0]!.raw).not.toContain(reference);
  });

  test('whoever a report is about finds it in no list of the office', async () => {
    const about = await voices.officialOf(voices.head);
    const reference = await voices.send(
      { judul: 'Kepala desa jarang di kantor', tentang: about },
      office.siti,
    );
    await voices.move(reference, 'verify', voices.operator);
    await office.send();
    expect(office.smtp.mails.at(-1)!.text).toContain(reference);
    expect(await listOf()).not.toContain(reference);
    expect(await listOf(office.admin)).not.toContain(reference);
  });

  test('social aid says outside no more than that there is news', async () => {
    const aid = await openAidOffice(world);
    await aid.put(await aid.programme(), aid.head);
    const rows = await world.superuser(async (c) => {
      const found = await c.query<{ payload: Record<string, unknown> }>(
        'select payload from outbox where village_id = $1',
        [aid.village.id],
      );
      return found.rows.map(({ payload }) => payload);
    });
    expect(rows.length).toBeGreaterThan(0);
    for (const payload of rows) expect(payload).not.toHaveProperty('news');
  });
});
