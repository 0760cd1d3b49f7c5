import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  checkTelegram,
  findPushKey,
  getChannelForm,
  listChannelSettings,
  listOwnContacts,
  queueDeliveries,
  saveChannel,
  saveSending,
  startTelegram,
  subscribeDevice,
  sweepChannels,
  switchPush,
  tryChannel,
} from '../../src/lib/server/channels/index.ts';
import { handOnLateOutboxRows, residentTopic } from '../../src/lib/server/notices/index.ts';
import { announce, now, platform } from '../../src/lib/server/platform/index.ts';
import { getVillage } from '../../src/lib/server/villages/index.ts';
import { makeStaff, staffVisitor } from '../factories.ts';
import { useWorld } from '../world.ts';
import { useChannelOffice } from './channel-office.ts';
import {
  makeDevice,
  startPushDouble,
  startTelegramDouble,
  startWhatsappDouble,
  telegramToken,
  whatsappNumber,
  whatsappToken,
} from './service-doubles.ts';
import { smtpUser } from './smtp-double.ts';

const world = useWorld();
const office = useChannelOffice(world);
const doubles = {} as {
  meta: Awaited<ReturnType<typeof startWhatsappDouble>>;
  bot: Awaited<ReturnType<typeof startTelegramDouble>>;
  push: Awaited<ReturnType<typeof startPushDouble>>;
};
let pushKey = '';
beforeAll(async () => {
  doubles.meta = await startWhatsappDouble();
  doubles.bot = await startTelegramDouble();
  doubles.push = await startPushDouble(() => pushKey);
  Object.assign(platform().config, { pushServices: [doubles.push.host] });
});
afterAll(() => Promise.all(Object.values(doubles).map((double) => double.stop())));

const admin = () => ({ ...office.admin, provedAt: now() });
const agent = 'Mozilla/5.0 (Linux; Android 10; K) Chrome/140.0.0.0 Mobile Safari/537.36';
const everything = () =>
  world.superuser(async (c) => {
    const settings = await c.query('select * from channel_setting');
    const trail = await c.query('select * from audit_event');
    return JSON.stringify([settings.rows, trail.rows]);
  });
const contacts = () => office.run((tx) => listOwnContacts(tx, office.village, office.siti));
const tell = () =>
  office.run((tx) =>
    announce(tx, office.village.id, residentTopic, {
      residentId: office.siti.residentId,
      text: 'Ada kabar.',
      link: '/layanan-mandiri',
    }),
  );
const sweep = async () => {
  world.clock.advance(3 * 60_000);
  await handOnLateOutboxRows(office.village.id, queueDeliveries);
  await sweepChannels();
};

describe('only who may set channels', () => {
  test('with a proof given lately', async () => {
    const operator = staffVisitor(await makeStaff(office.village.id, ['operator', 'head']));
    await expect(saveChannel(office.village, operator, 'email', {}, '')).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await expect(tryChannel(office.village, operator, 'email', 'a@b.id')).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await expect(saveSending(office.village, operator, {})).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await expect(office.run((tx) => getChannelForm(tx, operator, 'email'))).rejects.toMatchObject({
      kind: 'forbidden',
    });
    const old = { ...office.admin, provedAt: new Date(0) };
    await expect(saveChannel(office.village, old, 'email', {}, '')).rejects.toMatchObject({
      kind: 'proof-needed',
    });
    await expect(switchPush(office.village, old, true)).rejects.toMatchObject({
      kind: 'proof-needed',
    });
  });
});

describe('email', () => {
  test('its password is kept sealed, never shown, and stays when left empty', async () => {
    expect(await everything()).not.toContain(smtpUser.password);
    const form = await office.run((tx) => getChannelForm(tx, admin(), 'email'));
    expect(form).toMatchObject({ on: true, hasSecret: true });
    expect(JSON.stringify(form)).not.toContain(smtpUser.password);
    await saveChannel(office.village, admin(), 'email', { ...form.values, nyala: '1' }, '');
    expect(await tryChannel(office.village, admin(), 'email', 'siti@gmail.com')).toMatchObject({
      sent: true,
    });
  });

  test('to another server it goes only when it is typed again', async () => {
    const form = await office.run((tx) => getChannelForm(tx, admin(), 'email'));
    const moved = { ...form.values, peladen: 'smtp.jahat.id', nyala: '1' };
    await expect(saveChannel(office.village, admin(), 'email', moved, '')).rejects.toMatchObject({
      fields: { 'sandi-email': expect.stringContaining('berubah') },
    });
  });

  test('each fault is named at its field', async () => {
    const typed = { peladen: 'smtp server', porta: '99999', pengirim: 'kantor', pengguna: '' };
    await expect(saveChannel(office.village, admin(), 'email', typed, '')).rejects.toMatchObject({
      fields: {
        peladen: expect.any(String),
        porta: expect.any(String),
        pengirim: expect.any(String),
      },
    });
  });

  test('a trial says in words what is wrong', async () => {
    office.smtp.mood = 'unknown-recipient';
    const tried = await tryChannel(office.village, admin(), 'email', 'tidak-ada@gmail.com');
    office.smtp.mood = 'well';
    expect(tried).toEqual({
      sent: false,
      words: 'Percobaan tidak terkirim. Alamat itu tidak dikenal layanan.',
    });
    await expect(
      tryChannel(office.village, admin(), 'email', 'bukan alamat'),
    ).rejects.toMatchObject({ fields: { 'alamat-coba': expect.any(String) } });
  });
});

test('WhatsApp is set up, tried, and its token kept sealed', async () => {
  const typed = {
    'nomor-id': whatsappNumber,
    templat: 'kabar_desa',
    'templat-angka': '',
    bahasa: 'id',
    alamat: doubles.meta.url,
    nyala: '1',
  };
  const save = (token: string, change = {}) =>
    saveChannel(office.village, admin(), 'whatsapp', { ...typed, ...change }, token);
  await expect(save('')).rejects.toMatchObject({ fields: { 'sandi-token': expect.any(String) } });
  await expect(save(whatsappToken, { alamat: 'http://graph.jahat.id' })).rejects.toMatchObject({
    fields: { alamat: expect.stringContaining('https://') },
  });
  await save(whatsappToken);
  expect(await everything()).not.toContain(whatsappToken);
  const tried = await tryChannel(office.village, admin(), 'whatsapp', '0812 3456 7890');
  expect(tried.sent).toBe(true);
  expect(doubles.meta.calls[0]).toMatchObject({ to: '6281234567890' });
});

describe('Telegram', () => {
  const save = (token: string, alamat = doubles.bot.url) =>
    saveChannel(office.village, admin(), 'telegram', { alamat, nyala: '1' }, token);

  test('the bot is asked for its name; a token of none is refused', async () => {
    await expect(save('987654:tidak-ada-bot-dengan-token-ini')).rejects.toMatchObject({
      fields: { 'sandi-token': expect.stringContaining('tidak mengenal') },
    });
    doubles.bot.trouble = 'breaks';
    await expect(save(telegramToken)).rejects.toMatchObject({ kind: 'unavailable' });
    doubles.bot.trouble = undefined;
    await save(telegramToken);
    expect(await office.run((tx) => getChannelForm(tx, admin(), 'telegram'))).toMatchObject({
      bot: 'desa_uji_bot',
      hasSecret: true,
    });
    expect(await everything()).not.toContain(telegramToken);
  });

  test('a resident is linked by the code that the bot hears, once', async () => {
    const link = await startTelegram(office.village, office.siti);
    const code = /^https:\/\/t\.me\/desa_uji_bot\?start=([\w-]{24})$/.exec(link)![1]!;
    expect(await checkTelegram(office.village, office.siti)).toBe(false);
    doubles.bot.hear('/start salah');
    expect(await checkTelegram(office.village, office.siti)).toBe(false);
    doubles.bot.hear(`/start ${code}`, { id: 555, type: 'private' });
    await sweepChannels();
    expect((await contacts()).contacts).toMatchObject([{ channel: 'telegram', what: 'Terhubung' }]);
    // Somebody who saw the code comes too late.
    doubles.bot.hear(`/start ${code}`, { id: 666, type: 'private' });
    await startTelegram(office.village, await office.resident('BUDI'));
    await sweepChannels();
    await tell();
    await sweep();
    expect(doubles.bot.sent.map(({ chat_id }) => chat_id)).toEqual(['555']);
    expect(doubles.bot.sent[0]!.text).toContain('Siti, ada kabar baru untuk Anda.');
  });

  test('a code that is too old links nobody', async () => {
    const wati = await office.resident('WATI');
    const link = await startTelegram(office.village, wati);
    world.clock.advance(31 * 60_000);
    doubles.bot.hear(`/start ${link.split('=')[1]}`, { id: 777, type: 'private' });
    expect(await checkTelegram(office.village, wati)).toBe(false);
  });
});

describe('web push', () => {
  test('needs an address that browsers trust, then makes its keys once', async () => {
    await expect(
      switchPush({ ...office.village, publicOrigin: 'http://desa.id' }, admin(), true),
    ).rejects.toMatchObject({ kind: 'invalid' });
    await switchPush(office.village, admin(), true);
    pushKey = (await office.run(findPushKey))!;
    await switchPush(office.village, admin(), false);
    expect(await office.run(findPushKey)).toBeNull();
    await switchPush(office.village, admin(), true);
    expect(await office.run(findPushKey)).toBe(pushKey);
  });

  test('tells a device until its push service says that it is gone', async () => {
    const device = makeDevice(doubles.push.url);
    const subscribe = (visitor = office.siti, given = device) =>
      office.run((tx) => subscribeDevice(tx, office.village, visitor, given, agent));
    await subscribe();
    await subscribe();
    const devices = async () =>
      (await contacts()).contacts.filter(({ channel }) => channel === 'push');
    expect(await devices()).toMatchObject([{ what: 'Chrome di HP Android' }]);
    await tell();
    await sweep();
    expect(doubles.push.calls).toHaveLength(1);
    doubles.push.state.status = 410;
    await tell();
    await sweep();
    expect(await devices()).toEqual([]);
  });

  test('a phone tells whoever subscribed it last; the shared screen tells nobody', async () => {
    doubles.push.state.status = 201;
    const device = makeDevice(doubles.push.url);
    const subscribe = (visitor = office.siti) =>
      office.run((tx) => subscribeDevice(tx, office.village, visitor, device, agent));
    await subscribe();
    const rudi = await office.resident('RUDI');
    await subscribe(rudi);
    expect((await contacts()).contacts.some(({ channel }) => channel === 'push')).toBe(false);
    await expect(subscribe({ ...rudi, kiosk: true })).rejects.toMatchObject({ kind: 'forbidden' });
    const stranger = makeDevice('https://192.168.1.1');
    await expect(
      office.run((tx) => subscribeDevice(tx, office.village, rudi, stranger, agent)),
    ).rejects.toMatchObject({ kind: 'invalid' });
  });
});

test('quiet hours and address are read as people write them', async () => {
  const save = (typed: Record<string, string>) => saveSending(office.village, admin(), typed);
  await save({
    'tenang-dari': '9.30',
    'tenang-sampai': '05:00',
    'alamat-situs': 'https://desa.id/masuk?x=1',
  });
  expect(await getVillage(office.village.id)).toMatchObject({
    quietFrom: '09:30',
    quietTo: '05:00',
    publicOrigin: 'https://desa.id',
  });
  await expect(
    save({
      'tenang-dari': '25.00',
      'tenang-sampai': '',
      'alamat-situs': `https://${'a'.repeat(60)}.id`,
    }),
  ).rejects.toMatchObject({
    fields: {
      'tenang-dari': expect.any(String),
      'tenang-sampai': expect.any(String),
      'alamat-situs': expect.stringContaining('50'),
    },
  });
  expect(await office.run((tx) => listChannelSettings(tx, admin()))).toEqual(
    ['email', 'whatsapp', 'telegram', 'push'].map((channel) => ({ channel, state: 'on' })),
  );
});
