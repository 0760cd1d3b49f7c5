import { z } from 'zod';
import { askService } from './ask-service.ts';
import { SigningError } from './signing-error.ts';
import type { Signer } from './signer.ts';

/** BSrE's eSign Client Service as a regency runs it, and who signs through it. */
export interface BsreService {
  /** Without a slash at its end. */
  url: string;
  username: string;
  password: string;
  /** Of the official who signs. */
  nik: string;
  /** Typed for this signature; goes to the service and nowhere else. */
  passphrase: string;
  /** Milliseconds for each question. */
  timeout: number;
}

/** What is read of an answer that is not a PDF; services differ in what else they say. */
const answerShape = z.object({
  status: z.unknown().optional(),
  status_code: z.union([z.number(), z.string()]).optional(),
  error: z.string().optional(),
  message: z.string().optional(),
});

/**
 * Signs through BSrE's eSign Client Service: `GET api/user/status/{nik}`, then `POST api/sign/pdf` with
 * an invisible signature, for the letter has its own mark and QR code. What comes back is for the
 * caller to check (check-signed.ts).
 * @throws SigningError from `sign`, saying what went wrong
 */
export function createBsreSigner(service: BsreService): Signer {
  const basic = Buffer.from(`${service.username}:${service.password}`).toString('base64');
  const headers = { authorization: `Basic ${basic}`, 'x-requested-with': 'XMLHttpRequest' };
  const ask = (path: string, request: RequestInit = {}) =>
    askService(`${service.url}/${path}`, { ...request, headers }, service.timeout);

  return {
    async sign(pdf, claim) {
      const standing = await ask(`api/user/status/${service.nik}`);
      requireGood(standing);
      judgeStanding(read(standing.body));
      const form = new FormData();
      form.set('file', new Blob([new Uint8Array(pdf)], { type: 'application/pdf' }), 'surat.pdf');
      form.set('nik', service.nik);
      form.set('passphrase', service.passphrase);
      form.set('tampilan', 'invisible');
      form.set('reason', claim.reason);
      form.set('location', claim.location);
      const signed = await ask('api/sign/pdf', { method: 'POST', body: form });
      requireGood(signed);
      return signed.body;
    },
  };
}

function read(body: Buffer) {
  try {
    return answerShape.parse(JSON.parse(body.toString('utf8')));
  } catch {
    return undefined;
  }
}

/** Judges an HTTP status: 4xx says in text what is wrong (BSrE's codes 2011 and 2031 among it). */
function requireGood({ status, body }: { status: number; body: Buffer }) {
  if (status >= 200 && status < 300) return;
  if (status === 401 || status === 403) throw new SigningError('wrong-credentials');
  if (status < 400 || status >= 500) throw new SigningError('service-down');
  const answer = read(body);
  const said = answer?.error ?? answer?.message ?? body.toString('utf8');
  const text = `${answer?.status_code ?? ''} ${said}`;
  throw new SigningError(problemIn(text) ?? 'refused', said);
}

/** What the status of a signer's certificate says; anything not known to be bad is tried. */
function judgeStanding(answer: ReturnType<typeof read>) {
  if (!answer) throw new SigningError('bad-answer');
  const { status, status_code, error, message } = answer;
  const text = [status_code, typeof status === 'string' ? status : '', error, message].join(' ');
  const problem = problemIn(text);
  if (problem) throw new SigningError(problem, message ?? error);
}

function problemIn(text: string) {
  if (/\b2031\b|passphrase.*(salah|invalid|wrong|tidak (cocok|sesuai))/i.test(text))
    return 'wrong-passphrase';
  if (/expired|kedaluwarsa|kadaluarsa|kadaluwarsa|sudah berakhir|habis masa/i.test(text))
    return 'certificate-expired';
  if (
    /\b2011\b|(tidak|belum) terdaftar|not[ _]?registered|not found|no_certificate|belum memiliki/i.test(
      text,
    )
  )
    return 'not-registered';
  return undefined;
}
