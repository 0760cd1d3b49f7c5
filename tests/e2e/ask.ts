import { request, type IncomingHttpHeaders } from 'node:http';

/** An answer as it came over the line: redirects not followed, bytes not decompressed. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface Question {
  method?: string;
  /** Host name that is asked for; the connection always goes to 127.0.0.1. */
  host?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

/** Asks the server on a port of this machine for a path, byte for byte as given. */
export function ask(port: number, path: string, question: Question = {}): Promise<Answer> {
  const { method = 'GET', host = 'localhost', headers = {}, body } = question;
  return new Promise((resolve, reject) => {
    const asking = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method,
        agent: false,
        headers: {
          host: `${host}:${port}`,
          accept: 'text/html',
          connection: 'keep-alive',
          ...headers,
        },
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', reject);
        answer.on('end', () => {
          asking.destroy();
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: Buffer.concat(parts),
          });
        });
      },
    );
    asking.on('error', reject);
    asking.end(body);
  });
}

/** Sends a form as a browser on the page itself would. */
export function post(
  port: number,
  path: string,
  fields: Record<string, string>,
  question: Question = {},
): Promise<Answer> {
  const host = question.host ?? 'localhost';
  return ask(port, path, {
    ...question,
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      origin: `http://${host}:${port}`,
      ...question.headers,
    },
  });
}
