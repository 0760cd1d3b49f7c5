import { createServer, type AddressInfo, type Socket } from 'node:net';

/** A mail that was caught. */
interface Caught {
  to: string;
  body: string;
}

/**
 * A mail server for the time in which the demonstration is filled, on this machine alone: it keeps what it
 * is given, until an address is closed.
 */
export async function catchMail() {
  const mails: Caught[] = [];
  const closed = new Set<string>();
  const server = createServer((socket) => converse(socket, mails, closed));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    mails,
    /** Nobody has this address any more. */
    close: (address: string) => closed.add(address),
    port: (server.address() as AddressInfo).port,
    stop: () => new Promise<void>((done) => server.close(() => done())),
  };
}

/** The few commands that a message takes (RFC 5321). */
function converse(socket: Socket, mails: Caught[], closed: ReadonlySet<string>) {
  let waiting = '';
  let to = '';
  let body: string[] | undefined;
  const say = (line: string) => socket.write(`${line}\r\n`);
  const hear = (line: string) => {
    if (body) {
      if (line !== '.') return void body.push(line);
      mails.push({ to, body: body.join('\n') });
      body = undefined;
      return say('250 2.0.0 Ok');
    }
    const recipient = /^RCPT TO:<(.*?)>/i.exec(line);
    if (recipient) {
      to = recipient[1]!;
      return say(closed.has(to) ? '550 5.1.1 No such user' : '250 2.1.5 Ok');
    }
    if (/^DATA/i.test(line)) {
      body = [];
      return say('354 Go ahead');
    }
    if (/^QUIT/i.test(line)) return void socket.end('221 2.0.0 Bye\r\n');
    return say('250 Ok');
  };
  socket.on('error', () => socket.destroy());
  socket.on('data', (part) => {
    waiting += part.toString();
    const lines = waiting.split('\r\n');
    waiting = lines.pop()!;
    for (const line of lines) hear(line);
  });
  say('220 demo');
}
