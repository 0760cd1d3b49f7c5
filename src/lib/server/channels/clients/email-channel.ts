import { createTransport, type NodemailerError } from 'nodemailer';
import type { DeliveryReason, SendOutcome } from '#lib/domain/delivery-reason.ts';
import { isLoopback } from './service-url.ts';
import { sendTimeout, type Channel, type Message } from './channel.ts';

export interface EmailSettings {
  host: string;
  port: number;
  /** '' for a server that asks for none. */
  user: string;
  password: string;
  /** The address of the sender. */
  from: string;
}

/**
 * Sends by SMTP: encrypted from the start on port 465, else by STARTTLS, without which nothing is said.
 * Only a server on this very machine may do without.
 */
export function openEmail(settings: EmailSettings, timeout = sendTimeout): Channel {
  const { host, port, user, password, from } = settings;
  const secure = port === 465;
  const post = createTransport({
    host,
    port,
    secure,
    requireTLS: !secure && !isLoopback(host),
    ignoreTLS: isLoopback(host),
    auth: user ? { user, pass: password } : undefined,
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    dnsTimeout: timeout,
    tls: { minVersion: 'TLSv1.2' },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(address, message) {
      try {
        await post.sendMail({
          from: { name: message.from, address: from },
          to: address,
          subject: message.code ? 'Kode pemberitahuan' : `Kabar dari ${message.from}`,
          text: body(message),
          messageId: `<${message.id}@${from.slice(from.lastIndexOf('@') + 1)}>`,
          headers: { 'auto-submitted': 'auto-generated' },
          // However slowly it talks, it ends.
          signal: AbortSignal.timeout(3 * timeout),
        });
        return { state: 'sent' };
      } catch (error) {
        return judge(error as NodemailerError);
      } finally {
        post.close();
      }
    },
  };
}

function body({ text, code, from, link }: Message): string {
  if (code) return `${text}\n`;
  const way = link ? `${link}\n\n` : '';
  return (
    `${text}\n\n${way}Email ini dikirim otomatis oleh ${from} karena Anda memintanya. ` +
    'Matikan di Layanan Mandiri, Akun, Pemberitahuan.\n'
  );
}

const lost: Readonly<Record<string, DeliveryReason>> = {
  ETIMEDOUT: 'too-slow',
  EABORT: 'too-slow',
  EAUTH: 'bad-credentials',
  ENOAUTH: 'bad-credentials',
  EPROTOCOL: 'bad-answer',
};

/** What an error means for the message (RFC 5321 reply codes, RFC 3463 enhanced codes). */
function judge(error: NodemailerError): SendOutcome {
  const { code = '', responseCode, command = '', response = '' } = error;
  if (code === 'EAUTH') return { state: 'temporary', reason: 'bad-credentials' };
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(`${code} ${error.originalCode ?? ''}`))
    return { state: 'temporary', reason: 'no-encryption' };
  if (!responseCode) return { state: 'temporary', reason: lost[code] ?? 'unreachable' };
  const full = responseCode === 452 || responseCode === 552 || /\b[45]\.2\.2\b/.test(response);
  if (full) return { state: 'temporary', reason: 'mailbox-full' };
  if (responseCode === 530) return { state: 'temporary', reason: 'bad-credentials' };
  if (!error.permanent) return { state: 'temporary', reason: 'service-down' };
  if (command.startsWith('MAIL')) return { state: 'temporary', reason: 'sender-refused' };
  // The recipient is the only thing that was said last; what is refused later is the message.
  const ofRecipient = command.startsWith('RCPT') && !/\b5\.7\.\d/.test(response);
  return { state: 'permanent', reason: ofRecipient ? 'unknown-address' : 'refused' };
}
