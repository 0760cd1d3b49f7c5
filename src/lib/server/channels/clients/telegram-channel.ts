import type { SendOutcome } from '#lib/domain/delivery-reason.ts';
import { askJson } from './ask-json.ts';
import type { Channel } from './channel.ts';

export interface TelegramSettings {
  /** "https://api.telegram.org", or a Bot API server of one's own. */
  url: string;
  token: string;
}

type Failure = Exclude<SendOutcome, { state: 'sent' }>;

/** What the Bot API gave back, or what its refusal means. */
type Called = { ok: true; result: unknown } | { ok: false; outcome: Failure };

/** Calls a method of the Bot API. The token is a part of the address, which no log may show. */
async function call(
  { url, token }: TelegramSettings,
  method: string,
  body: object,
): Promise<Called> {
  const answer = await askJson(`${url}/bot${token}/${method}`, body);
  if (!answer.heard) return { ok: false, outcome: answer.outcome };
  if (answer.body.ok === true) return { ok: true, result: answer.body.result };
  return { ok: false, outcome: judge(answer.status, answer.body) };
}

/** Sends through a bot. */
export function openTelegram(settings: TelegramSettings): Channel {
  return {
    async send(address, { text, link }) {
      const called = await call(settings, 'sendMessage', {
        chat_id: address,
        text: link ? `${text}\n${link}` : text,
        link_preview_options: { is_disabled: true },
      });
      return called.ok ? { state: 'sent' } : called.outcome;
    },
  };
}

function judge(status: number, body: Record<string, unknown>): Failure {
  const code = typeof body.error_code === 'number' ? body.error_code : status;
  const said = typeof body.description === 'string' ? body.description : '';
  if (code === 403) return { state: 'permanent', reason: 'blocked' };
  if (code === 429) {
    const after = (body.parameters as { retry_after?: unknown } | undefined)?.retry_after;
    const retryAfter = typeof after === 'number' ? after : undefined;
    return { state: 'temporary', reason: 'too-many', ...(retryAfter && { retryAfter }) };
  }
  // A token that no bot has is "not found" to Telegram.
  if (code === 401 || code === 404) return { state: 'temporary', reason: 'bad-credentials' };
  if (code === 400)
    return /chat not found|user not found|PEER_ID_INVALID/i.test(said)
      ? { state: 'permanent', reason: 'unknown-address' }
      : { state: 'permanent', reason: 'refused' };
  return { state: 'temporary', reason: 'service-down' };
}

/** The name of the bot that a token is of, for links to it. */
export async function askBotName(settings: TelegramSettings) {
  const called = await call(settings, 'getMe', {});
  if (!called.ok) return called;
  const name = (called.result as { username?: unknown } | undefined)?.username;
  return typeof name === 'string' && /^\w{3,64}$/.test(name)
    ? { ok: true as const, name }
    : { ok: false as const, outcome: { state: 'temporary', reason: 'bad-answer' } as const };
}

/** A "/start code" that somebody sent to the bot from a chat of their own. */
export interface HeardStart {
  chat: string;
  code: string;
}

/**
 * What the bot was told since.
 * @param after the number of the last update that was heard
 * @returns undefined when the service did not answer; it is asked again later
 */
export async function hearUpdates(
  settings: TelegramSettings,
  after: number,
): Promise<{ starts: HeardStart[]; upTo: number } | undefined> {
  const called = await call(settings, 'getUpdates', {
    offset: after + 1,
    limit: 100,
    timeout: 0,
    allowed_updates: ['message'],
  });
  if (!called.ok || !Array.isArray(called.result)) return undefined;
  const updates = called.result as Update[];
  const starts: HeardStart[] = [];
  for (const { message } of updates) {
    const code = /^\/start (\S{1,64})$/.exec(message?.text ?? '')?.[1];
    if (code && message?.chat?.type === 'private' && Number.isSafeInteger(message.chat.id))
      starts.push({ chat: String(message.chat.id), code });
  }
  const numbers = updates.map((update) => update.update_id).filter(Number.isSafeInteger);
  return { starts, upTo: Math.max(after, ...numbers) };
}

interface Update {
  update_id: number;
  message?: { text?: string; chat?: { id: number; type?: string } };
}
