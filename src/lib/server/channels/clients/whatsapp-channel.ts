import type { DeliveryReason, SendOutcome } from '#lib/domain/delivery-reason.ts';
import { askJson } from './ask-json.ts';
import type { Channel, Message } from './channel.ts';

export interface WhatsappSettings {
  /** "https://graph.facebook.com/v23.0" */
  url: string;
  phoneNumberId: string;
  token: string;
  /** A template with one variable in its body: the whole text. */
  template: string;
  /** An authentication template; '': codes go by `template` as well. */
  codeTemplate: string;
  language: string;
}

/**
 * Sends through the WhatsApp Cloud API. The office speaks first, so that it may only send templates that
 * Meta has approved.
 */
export function openWhatsapp(settings: WhatsappSettings): Channel {
  const { url, phoneNumberId, token } = settings;
  return {
    async send(address, message) {
      const answer = await askJson(
        `${url}/${encodeURIComponent(phoneNumberId)}/messages`,
        {
          messaging_product: 'whatsapp',
          recipient_type: 'individual',
          to: address.replace(/^\+/, ''),
          type: 'template',
          template: templateOf(settings, message),
        },
        { authorization: `Bearer ${token}` },
      );
      if (!answer.heard) return answer.outcome;
      if (Array.isArray(answer.body.messages)) return { state: 'sent' };
      return judge(answer.status, codeOf(answer.body));
    },
  };
}

function templateOf(settings: WhatsappSettings, { text, code }: Message) {
  const { template, codeTemplate, language } = settings;
  const word = (text: string) => [{ type: 'text', text }];
  const asCode = code !== undefined && codeTemplate !== '';
  return {
    name: asCode ? codeTemplate : template,
    language: { code: language },
    components: asCode
      ? [
          { type: 'body', parameters: word(code) },
          { type: 'button', sub_type: 'url', index: '0', parameters: word(code) },
        ]
      : [{ type: 'body', parameters: word(text) }],
  };
}

function codeOf({ error }: Record<string, unknown>): number | undefined {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'number' ? code : undefined;
}

const temporary: Readonly<Record<number, DeliveryReason>> = {
  0: 'bad-credentials',
  3: 'bad-credentials',
  10: 'bad-credentials',
  190: 'bad-credentials',
  131005: 'bad-credentials',
  4: 'too-many',
  80007: 'too-many',
  130429: 'too-many',
  131048: 'too-many',
  131056: 'too-many',
  132000: 'bad-template',
  132001: 'bad-template',
  132005: 'bad-template',
  132007: 'bad-template',
  132012: 'bad-template',
  132015: 'bad-template',
  132016: 'bad-template',
  368: 'account-locked',
  131031: 'account-locked',
  131042: 'payment',
  133010: 'sender-refused',
};

const permanent: Readonly<Record<number, DeliveryReason>> = {
  131026: 'not-on-whatsapp',
  131021: 'not-on-whatsapp',
  131030: 'refused',
  131047: 'outside-window',
  131049: 'refused',
  131050: 'blocked',
};

/** What an error of the Cloud API means for the message. */
function judge(status: number, code: number | undefined): SendOutcome {
  if (code === undefined && status < 400) return { state: 'temporary', reason: 'bad-answer' };
  const hopeless = code === undefined ? undefined : permanent[code];
  if (hopeless) return { state: 'permanent', reason: hopeless };
  const passing = code === undefined ? undefined : temporary[code];
  if (passing) return { state: 'temporary', reason: passing };
  if (status === 429) return { state: 'temporary', reason: 'too-many' };
  if (status === 401 || status === 403) return { state: 'temporary', reason: 'bad-credentials' };
  if (status >= 400 && status < 500) return { state: 'permanent', reason: 'refused' };
  return { state: 'temporary', reason: 'service-down' };
}
