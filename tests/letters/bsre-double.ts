import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createVillageCertificate,
  type VillageKeyStore,
} from '../../src/lib/server/letters/signing/create-certificate.ts';
import { createLocalSigner } from '../../src/lib/server/letters/signing/local-signer.ts';

export const bsreUser = { username: 'desa-batuputih', password: 'sandi-layanan-uji' };
export const bsreNik = '5207021203700001';
export const bsrePassphrase = 'Frasa-Rahasia-9';

/** How the double behaves: well, or with one of the faults of the real service. */
export type BsreMood =
  | 'well'
  | 'not-registered'
  | 'expired'
  | 'refuses'
  | 'breaks'
  | 'slow'
  | 'drops'
  | 'web-page'
  | 'other-pdf'
  | 'unsigned'
  | 'tampered';

/** A signing as the double was asked for it. */
export interface BsreCall {
  fields: Record<string, string>;
  file: Buffer;
  requestedWith: string | undefined;
}

/**
 * Speaks like BSrE's eSign Client Service, on 127.0.0.1: HTTP Basic, `api/user/status/{nik}`,
 * `api/sign/pdf`. What it gives back is really signed, with a certificate of its own.
 */
export async function startBsreDouble() {
  const keys: VillageKeyStore = await createVillageCertificate({
    villageName: 'H. ABDUL RAHMAN',
    districtName: 'Badan Siber dan Sandi Negara (uji)',
    regencyName: 'Jakarta',
    validFrom: new Date('2026-01-01T00:00:00Z'),
  });
  const signer = await createLocalSigner(keys.p12, keys.passphrase);
  const double = { mood: 'well' as BsreMood, calls: [] as BsreCall[], url: '', stop, keys };

  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  double.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return double;

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const say = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const expected = Buffer.from(`${bsreUser.username}:${bsreUser.password}`).toString('base64');
    if (request.headers.authorization !== `Basic ${expected}`)
      return say(401, { error: 'Unauthorized' });
    if (double.mood === 'breaks') return say(502, { error: 'Bad gateway' });
    if (request.url === `/api/user/status/${bsreNik}`) {
      if (double.mood === 'not-registered')
        return say(400, { status_code: 2011, error: 'User tidak terdaftar' });
      if (double.mood === 'expired')
        return say(200, { status: 'EXPIRED', message: 'Sertifikat expired' });
      return say(200, { status_code: 1111, status: 'ISSUE', message: 'Sertifikat aktif' });
    }
    if (request.url !== '/api/sign/pdf' || request.method !== 'POST') return say(404, {});
    const form = await new Request(`${double.url}${request.url}`, {
      method: 'POST',
      headers: { 'content-type': request.headers['content-type'] ?? '' },
      body: request as unknown as ReadableStream,
      duplex: 'half',
    } as RequestInit).formData();
    const file = Buffer.from(await (form.get('file') as File).arrayBuffer());
    const fields = Object.fromEntries(
      [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
    double.calls.push({ fields, file, requestedWith: String(request.headers['x-requested-with']) });
    if (fields.passphrase !== bsrePassphrase)
      return say(400, { status_code: 2031, error: 'Proses signing gagal : Passphrase anda salah' });
    if (double.mood === 'refuses') return say(400, { error: 'Kuota tanda tangan habis' });
    if (double.mood === 'slow') return undefined;
    if (double.mood === 'drops') return response.destroy();
    const pdf = await bytesFor(double.mood, file);
    return response.writeHead(200, { 'content-type': 'application/pdf' }).end(pdf);
  }

  async function bytesFor(mood: BsreMood, file: Buffer): Promise<Uint8Array> {
    const claim = { reason: 'Uji', location: 'Desa', name: 'Uji', signingTime: new Date() };
    if (mood === 'web-page') return Buffer.from('<html><body>Layanan sibuk</body></html>');
    if (mood === 'unsigned') return file;
    const signed = Buffer.from(await signer.sign(file, claim));
    if (mood === 'other-pdf') {
      // Another document, itself well signed: a version number apart.
      const other = Buffer.from(file);
      other[7] = 0x36;
      return signer.sign(other, claim);
    }
    if (mood === 'tampered') return Buffer.concat([signed, Buffer.from('\n% tambahan')]);
    return signed;
  }

  async function stop() {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
}
export type BsreDouble = Awaited<ReturnType<typeof startBsreDouble>>;
