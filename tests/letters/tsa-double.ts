import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Well; unwilling; stamping something else; giving no answer that can be read. */
export type TsaMood = 'well' | 'breaks' | 'of-something-else' | 'garbage';

const config = `
[tsa]
default_tsa = here
[here]
dir = .
serial = ./serial
crypto_device = builtin
signer_cert = ./tsa.pem
signer_key = ./tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
[ext]
extendedKeyUsage = critical,timeStamping
`;

/** A time stamp authority (RFC 3161) on 127.0.0.1, of OpenSSL's making. */
export async function startTsaDouble() {
  const folder = mkdtempSync(join(tmpdir(), 'balai-tsa-'));
  const openssl = (command: string) =>
    execFileSync('openssl', command.split(' '), { cwd: folder, stdio: 'pipe' });
  writeFileSync(join(folder, 'tsa.cnf'), config);
  writeFileSync(join(folder, 'serial'), '01\n');
  openssl('req -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.csr -subj /C=ID/O=Uji/CN=Stempel');
  openssl(
    'x509 -req -in tsa.csr -signkey tsa.key -days 9 -extfile tsa.cnf -extensions ext -out tsa.pem',
  );
  const double = { mood: 'well' as TsaMood, asked: 0, url: '', stop };

  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => void answer(Buffer.concat(parts)));
    const answer = async (question: Buffer) => {
      double.asked += 1;
      if (double.mood === 'breaks') return response.writeHead(503).end();
      if (double.mood === 'garbage') return response.writeHead(200).end('bukan stempel');
      if (double.mood === 'of-something-else') question[question.length - 20]! ^= 0xff;
      const name = `q${double.asked}`;
      writeFileSync(join(folder, name), question);
      const command = `ts -reply -config tsa.cnf -queryfile ${name} -out ${name}.tsr`;
      await promisify(execFile)('openssl', command.split(' '), { cwd: folder });
      const reply = execFileSync('cat', [join(folder, `${name}.tsr`)]);
      return response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(reply);
    };
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  double.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsr`;
  return double;

  async function stop() {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    rmSync(folder, { recursive: true, force: true });
  }
}
export type TsaDouble = Awaited<ReturnType<typeof startTsaDouble>>;
