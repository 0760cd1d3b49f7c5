import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Config } from '../src/lib/server/platform/config.ts';
import { log } from '../src/lib/server/platform/log.ts';
import { securityHeaders } from '../src/lib/server/web/security-headers.ts';
import { errorWords } from '../src/lib/ui/error-words.ts';
import { plainPage } from '../src/lib/ui/plain-page.ts';
import { compressAnswer } from './compress-answer.ts';

/** What the build gives us: answers from files, then from pages. */
export type Handler = (
  req: IncomingMessage,
  res: ServerResponse,
  next: () => void,
) => Promise<void> | void;

/** What the front door asks the house at each request. */
export interface House {
  /** Undefined while the house is being opened. */
  handler: Handler | undefined;
  /** The last requests are being answered. */
  closing: boolean;
}

/** Largest body of a request in bytes: a letter's attachments together, and what surrounds them. */
export const largestBody = 26 * 1024 * 1024;

const hostName = /^([a-z0-9_.-]+|\[[0-9a-f:]+\])(:\d+)?$/i;

/**
 * The listener that every request goes through first: headers for every answer, which client is
 * asking, and a refusal for what the framework could not read. Whatever fails behind it becomes a
 * page; the process goes on.
 */
export function frontDoor(config: Config, house: House): RequestListener {
  return (req, res) => {
    const forwarded = (name: string) => (config.trustProxy ? lastOf(req.headers[name]) : undefined);
    const encrypted = forwarded('x-forwarded-proto') === 'https';
    const host = forwarded('x-forwarded-host') ?? req.headers.host ?? 'localhost';
    for (const [name, value] of Object.entries(securityHeaders(encrypted)))
      res.setHeader(name, value);
    compressAnswer(req, res);
    if (house.closing) res.setHeader('connection', 'close');

    if (!hostName.test(host)) return refuse(req, res, 400);
    if (!isReadable(req.url ?? '')) return refuse(req, res, 404);
    if (Number(req.headers['content-length']) > largestBody) return refuse(req, res, 413);
    if (!house.handler) return refuse(req, res, 503);

    // The framework derives the address of a request from these, which only we may set.
    req.url = spelledOut(req.url ?? '/');
    req.headers['x-balai-protocol'] = encrypted ? 'https' : 'http';
    req.headers['x-balai-host'] = host;
    req.headers['x-balai-address'] =
      forwarded('x-forwarded-for') ?? req.socket.remoteAddress ?? 'unknown';
    house
      .handler(req, res, () => refuse(req, res, 404))
      ?.catch((error: unknown) => {
        log.error({ error }, 'request failed outside the pages');
        if (res.headersSent) res.destroy();
        else refuse(req, res, 500);
      });
  };
}

const lastOf = (value: string | string[] | undefined) =>
  (Array.isArray(value) ? value.at(-1) : value)?.split(',').at(-1)?.trim();

/** Whether the framework can make sense of the address: a path, with whole escapes. */
function isReadable(address: string): boolean {
  const path = address.split('?')[0] ?? '';
  try {
    decodeURI(path);
    return path.startsWith('/');
  } catch {
    return false;
  }
}

/**
 * The address with needless escapes taken out: the guards compare addresses as text, and `/%6bantor`
 * is `/kantor` to the router.
 */
function spelledOut(address: string): string {
  const [path = '', ...query] = address.split('?');
  const plain = path.replace(/%[0-7][0-9a-f]/gi, (escape) => {
    const sign = decodeURIComponent(escape);
    return /[\w.~-]/.test(sign) ? sign : escape;
  });
  return [plain, ...query].join('?');
}

/** As far as a body is taken in only to be thrown away, in bytes. */
const mostThrownAway = 8 * largestBody;

function refuse(req: IncomingMessage, res: ServerResponse, status: number) {
  const answer = () => {
    res.writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      ...(status === 503 ? { 'retry-after': '5' } : {}),
    });
    res.end(plainPage(status, errorWords(status)));
  };
  // A browser reads the answer only when all is sent; cut off before, it shows a broken line.
  if (Number(req.headers['content-length']) > mostThrownAway) res.destroy();
  else req.resume().once('end', answer);
}
