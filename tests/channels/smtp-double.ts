import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export const smtpUser = { user: 'kantor', password: 'sandi-surel-uji' };

/** How the double behaves: well, or with one of the faults of real servers. */
export type SmtpMood =
  | 'well'
  | 'unknown-recipient'
  | 'mailbox-full'
  | 'greylisted'
  | 'refuses-message'
  | 'refuses-sender'
  | 'slow';

export interface Mail {
  to: string[];
  from: string;
  /** As it came, headers and body. */
  raw: string;
  /** The body with its line breaks as typed. */
  text: string;
}

/** A mail server on 127.0.0.1 that keeps what it is given. */
export async function startSmtpDouble() {
  const double = { mood: 'well' as SmtpMood, mails: [] as Mail[], port: 0, stop };
  const fault = (code: number, message: string) =>
    Object.assign(new Error(message), { responseCode: code });
  const server = new SMTPServer({
    logger: false,
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    onAuth({ username, password }, _session, done) {
      if (username === smtpUser.user && password === smtpUser.password)
        return done(null, { user: username });
      return done(fault(535, '5.7.8 Authentication credentials invalid'));
    },
    onMailFrom(_address, _session, done) {
      if (double.mood === 'refuses-sender') return done(fault(553, '5.1.8 Sender refused'));
      return done();
    },
    onRcptTo(_address, _session, done) {
      if (double.mood === 'unknown-recipient') return done(fault(550, '5.1.1 No such user'));
      if (double.mood === 'mailbox-full') return done(fault(452, '4.2.2 Mailbox full'));
      if (double.mood === 'greylisted') return done(fault(451, '4.7.1 Try again later'));
      return done();
    },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        if (double.mood === 'slow') return;
        if (double.mood === 'refuses-message')
          return done(fault(554, '5.6.0 Message content rejected'));
        const raw = Buffer.concat(parts).toString();
        const from = session.envelope.mailFrom;
        double.mails.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          from: from ? from.address : '',
          raw,
          text: bodyOf(raw),
        });
        return done();
      });
    },
  });
  // A client that leaves in the middle is no fault of the double.
  server.on('error', () => {});
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  double.port = (server.server.address() as AddressInfo).port;
  return double;

  function stop() {
    return new Promise<void>((done) => server.close(done));
  }
}

/** The code in a mail that verifies an address. */
export const codeOf = ({ text }: Mail): string => /^(\d{6}) /m.exec(text)![1]!;

/** The text of a message in quoted-printable or plain 7 bit. */
function bodyOf(raw: string): string {
  const cut = raw.indexOf('\r\n\r\n');
  const body = raw.slice(cut + 4);
  if (!/quoted-printable/i.test(raw.slice(0, cut))) return body;
  return body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
