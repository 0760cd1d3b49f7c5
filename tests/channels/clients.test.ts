import { createECDH } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Channel, Message } from '../../src/lib/server/channels/clients/channel.ts';
import { openEmail } from '../../src/lib/server/channels/clients/email-channel.ts';
import { openPush, readSubscription } from '../../src/lib/server/channels/clients/push-channel.ts';
import { readServiceUrl } from '../../src/lib/server/channels/clients/service-url.ts';
import {
  askBotName,
  hearUpdates,
  openTelegram,
} from '../../src/lib/server/channels/clients/telegram-channel.ts';
import { openWhatsapp } from '../../src/lib/server/channels/clients/whatsapp-channel.ts';
import { platform } from '../../src/lib/server/platform/index.ts';
import { useWorld } from '../world.ts';
import {
  makeDevice,
  startPushDouble,
  startTelegramDouble,
  startWhatsappDouble,
  telegramToken,
  whatsappNumber,
  whatsappToken,
  type Trouble,
} from './service-doubles.ts';
import { smtpUser, startSmtpDouble, type SmtpMood } from './smtp-double.ts';

// Each client against a double that speaks its service's protocol: success, each refusal, silence.
useWorld();

const message: Message = {
  id: '01936b6e-0000-7000-8000-000000000001',
  text: 'Siti, permohonan SKU-7K4P-2M9R sudah disetujui. Buka https://desa.id',
  from: 'Desa Batu Putih',
  link: 'https://desa.id/layanan-mandiri/pemberitahuan',
};
const temporary = (reason: string) => ({ state: 'temporary', reason });
const permanent = (reason: string) => ({ state: 'permanent', reason });

/** A port where nobody listens. */
async function closedPort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => probe.once('listening', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

const troubles: [Trouble, string][] = [
  ['drops', 'unreachable'],
  ['breaks', 'service-down'],
  ['web-page', 'bad-answer'],
];

describe('email', () => {
  let smtp: Awaited<ReturnType<typeof startSmtpDouble>>;
  const settings = () => ({
    host: '127.0.0.1',
    port: smtp.port,
    ...smtpUser,
    from: 'kantor@desa.id',
  });
  const open = (change: object = {}): Channel => openEmail({ ...settings(), ...change }, 1500);
  beforeAll(async () => void (smtp = await startSmtpDouble()));
  afterAll(() => smtp.stop());
  beforeEach(() => {
    smtp.mood = 'well';
    smtp.mails.length = 0;
  });

  test('arrives with its text, its way back and how to stop it', async () => {
    expect(await open().send('siti@gmail.com', message)).toEqual({ state: 'sent' });
    const [mail] = smtp.mails;
    expect(mail).toMatchObject({ to: ['siti@gmail.com'], from: 'kantor@desa.id' });
    expect(mail!.raw).toContain('Subject: Kabar dari Desa Batu Putih');
    expect(mail!.raw).toContain(`Message-ID: <${message.id}@desa.id>`);
    expect(mail!.raw).toMatch(/auto-submitted: auto-generated/i);
    expect(mail!.text).toContain(message.text);
    expect(mail!.text).toContain(message.link);
    expect(mail!.text).toContain('Matikan di Layanan Mandiri');
  });

  test('of a code says nothing else', async () => {
    const code = { ...message, text: '123456 adalah kode Anda', code: '123456' };
    expect(await open().send('siti@gmail.com', code)).toEqual({ state: 'sent' });
    expect(smtp.mails[0]!.text.trim()).toBe('123456 adalah kode Anda');
    expect(smtp.mails[0]!.raw).toContain('Subject: Kode pemberitahuan');
  });

  test.each<[SmtpMood, object]>([
    ['unknown-recipient', permanent('unknown-address')],
    ['mailbox-full', temporary('mailbox-full')],
    ['greylisted', temporary('service-down')],
    ['refuses-message', permanent('refused')],
    ['refuses-sender', temporary('sender-refused')],
    ['slow', temporary('too-slow')],
  ])('a server that %s', async (mood, outcome) => {
    smtp.mood = mood;
    expect(await open().send('siti@gmail.com', message)).toEqual(outcome);
    expect(smtp.mails).toEqual([]);
  });

  test('a wrong password, nobody there, no encryption where there must be', async () => {
    const send = (change: object) => open(change).send('siti@gmail.com', message);
    expect(await send({ password: 'salah' })).toEqual(temporary('bad-credentials'));
    expect(await send({ port: await closedPort() })).toEqual(temporary('unreachable'));
    // The same server by an address that is not this machine's own: nobody vouches for its certificate.
    expect(await send({ host: '0.0.0.0' })).toEqual(temporary('no-encryption'));
    expect(smtp.mails).toEqual([]);
  });
});

describe('WhatsApp', () => {
  let meta: Awaited<ReturnType<typeof startWhatsappDouble>>;
  const open = (change: object = {}) =>
    openWhatsapp({
      url: meta.url,
      phoneNumberId: whatsappNumber,
      token: whatsappToken,
      template: 'kabar_desa',
      codeTemplate: '',
      language: 'id',
      ...change,
    });
  const send = (change?: object, more: object = {}) =>
    open(change).send('+6281234567890', { ...message, ...more });
  beforeAll(async () => void (meta = await startWhatsappDouble()));
  afterAll(() => meta.stop());
  beforeEach(() => {
    meta.trouble = undefined;
    meta.state.refuses = undefined;
    meta.calls.length = 0;
  });

  test('goes out as a template with the whole text', async () => {
    expect(await send()).toEqual({ state: 'sent' });
    expect(meta.calls).toEqual([
      expect.objectContaining({
        to: '6281234567890',
        template: {
          name: 'kabar_desa',
          language: { code: 'id' },
          components: [{ type: 'body', parameters: [{ type: 'text', text: message.text }] }],
        },
      }),
    ]);
  });

  test('a code goes by the template for codes, where there is one', async () => {
    await send({ codeTemplate: 'kode_desa' }, { code: '123456' });
    await send({}, { code: '123456' });
    expect(meta.calls.map(({ template }) => [template.name, template.components.length])).toEqual([
      ['kode_desa', 2],
      ['kabar_desa', 1],
    ]);
  });

  test.each([
    [131026, permanent('not-on-whatsapp')],
    [131047, permanent('outside-window')],
    [131050, permanent('blocked')],
    [100, permanent('refused')],
    [190, temporary('bad-credentials')],
    [130429, temporary('too-many')],
    [132001, temporary('bad-template')],
    [131042, temporary('payment')],
    [131031, temporary('account-locked')],
    [131000, temporary('service-down')],
  ])('error %i', async (code, outcome) => {
    meta.state.refuses = code;
    expect(await send()).toEqual(outcome);
  });

  test.each(troubles)('a service that %s', async (trouble, reason) => {
    meta.trouble = trouble;
    expect(await send()).toEqual(temporary(reason));
  });

  test('a wrong token, a redirection and nobody there', async () => {
    expect(await send({ token: 'lain' })).toEqual(temporary('bad-credentials'));
    meta.trouble = 'redirects';
    expect(await send()).toEqual(temporary('bad-answer'));
    const url = `http://127.0.0.1:${await closedPort()}`;
    expect(await send({ url })).toEqual(temporary('unreachable'));
    expect(meta.calls).toEqual([]);
  });

  test('one that is silent is not waited for', { timeout: 20_000 }, async () => {
    meta.trouble = 'slow';
    expect(await send()).toEqual(temporary('too-slow'));
  });
});

describe('Telegram', () => {
  let bot: Awaited<ReturnType<typeof startTelegramDouble>>;
  const settings = () => ({ url: bot.url, token: telegramToken });
  const send = (change: object = {}) =>
    openTelegram({ ...settings(), ...change }).send('987654321', message);
  beforeAll(async () => void (bot = await startTelegramDouble()));
  afterAll(() => bot.stop());
  beforeEach(() => {
    bot.trouble = undefined;
    bot.state.refuses = undefined;
    bot.sent.length = 0;
  });

  test('sends, with the way to the page', async () => {
    expect(await send()).toEqual({ state: 'sent' });
    expect(bot.sent[0]).toMatchObject({
      chat_id: '987654321',
      text: `${message.text}\n${message.link}`,
    });
  });

  test.each([
    ['blocked', permanent('blocked')],
    ['unknown', permanent('unknown-address')],
    ['bad', permanent('refused')],
    ['flood', { ...temporary('too-many'), retryAfter: 77 }],
  ] as const)('%s', async (refuses, outcome) => {
    bot.state.refuses = refuses;
    expect(await send()).toEqual(outcome);
  });

  test.each(troubles)('a service that %s', async (trouble, reason) => {
    bot.trouble = trouble;
    expect(await send()).toEqual(temporary(reason));
    expect(await askBotName(settings())).toMatchObject({ ok: false });
    expect(await hearUpdates(settings(), 0)).toBeUndefined();
  });

  test('a token that no bot has', async () => {
    expect(await send({ token: '1:lain' })).toEqual(temporary('bad-credentials'));
  });

  test('hears who pressed start in a chat of their own, and nothing twice', async () => {
    expect(await askBotName(settings())).toEqual({ ok: true, name: 'desa_uji_bot' });
    bot.hear('/start kode-siti');
    bot.hear('halo');
    bot.hear('/start kode-grup', { id: -100, type: 'group' });
    const heard = await hearUpdates(settings(), 0);
    expect(heard).toEqual({
      starts: [{ chat: '987654321', code: 'kode-siti' }],
      upTo: 1002,
    });
    expect(await hearUpdates(settings(), heard!.upTo)).toEqual({ starts: [], upTo: 1002 });
  });
});

describe('web push', () => {
  let service: Awaited<ReturnType<typeof startPushDouble>>;
  const keys = createECDH('prime256v1');
  keys.generateKeys();
  const publicKey = keys.getPublicKey('base64url');
  const send = (device = makeDevice(service.url)) =>
    openPush({
      publicKey,
      privateKey: keys.getPrivateKey('base64url'),
      contact: 'mailto:kantor@desa.id',
    }).send(JSON.stringify(device), message);
  beforeAll(async () => {
    service = await startPushDouble(() => publicKey);
    Object.assign(platform().config, { pushServices: [service.host] });
  });
  afterAll(() => service.stop());
  beforeEach(() => {
    service.trouble = undefined;
    Object.assign(service.state, { status: 201, retryAfter: '' });
    service.calls.length = 0;
  });

  test('is carried by a service that checks who sends, and cannot read it', async () => {
    expect(await send()).toEqual({ state: 'sent' });
    const [call] = service.calls;
    expect(call).toMatchObject({ ttl: '86400', topic: '01936b6e000070008000000000000001' });
    expect(call!.bytes.toString('latin1')).not.toContain('Siti');
  });

  test.each([
    [404, permanent('gone')],
    [410, permanent('gone')],
    [413, permanent('refused')],
    [429, temporary('too-many')],
    [500, temporary('service-down')],
  ])('answer %i', async (status, outcome) => {
    service.state.status = status;
    expect(await send()).toEqual(outcome);
  });

  test('a service that says when', async () => {
    Object.assign(service.state, { status: 429, retryAfter: '120' });
    expect(await send()).toEqual({ ...temporary('too-many'), retryAfter: 120 });
    service.trouble = 'drops';
    expect(await send()).toEqual(temporary('unreachable'));
  });

  test('nothing but known services is called', async () => {
    const device = makeDevice('https://fcm.googleapis.com');
    expect(readSubscription(device)).toEqual(device);
    for (const url of [
      'https://192.168.1.1',
      'http://fcm.googleapis.com',
      'https://fcm.googleapis.com:8443',
      'https://fcm.googleapis.com.jahat.id',
      'https://kantor:sandi@fcm.googleapis.com',
      'http://127.0.0.1:1',
      'https://jahatpush.services.mozilla.com',
    ])
      expect(readSubscription(makeDevice(url)), url).toBeUndefined();
    expect(readSubscription({ ...device, p256dh: 'A'.repeat(87) })).toBeUndefined();
    expect(readSubscription({ ...device, auth: '' })).toBeUndefined();
    expect(await send(makeDevice('http://127.0.0.1:1'))).toEqual(permanent('gone'));
  });
});

test.each([
  ['https://graph.facebook.com/v23.0/', 'https://graph.facebook.com/v23.0'],
  ['http://127.0.0.1:8081', 'http://127.0.0.1:8081'],
  ['http://[::1]:8081/a', 'http://[::1]:8081/a'],
  ['http://api.telegram.org', undefined],
  ['http://127.0.0.1.jahat.id', undefined],
  ['https://a:b@api.telegram.org', undefined],
  ['https://api.telegram.org/?x=1', undefined],
  ['ftp://api.telegram.org', undefined],
  ['bukan alamat', undefined],
])('the address of a service “%s” is read as %s', (typed, url) =>
  expect(readServiceUrl(typed)).toBe(url),
);
