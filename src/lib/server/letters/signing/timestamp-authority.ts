import { randomBytes } from 'node:crypto';
import type { TimestampAuthority } from '@libpdf/core';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { askService } from './ask-service.ts';
import { SigningError } from './signing-error.ts';

export type { TimestampAuthority };

const digestOids: Readonly<Record<string, string>> = {
  'SHA-256': '2.16.840.1.101.3.4.2.1',
  'SHA-384': '2.16.840.1.101.3.4.2.2',
  'SHA-512': '2.16.840.1.101.3.4.2.3',
};

/**
 * Asks a time stamp authority (RFC 3161) for stamps, and takes none that is not of what was sent: digest
 * and nonce must come back as they went.
 * @param timeout milliseconds
 * @throws SigningError 'no-timestamp' from `timestamp`, whatever went wrong
 */
export function createTimestampAuthority(url: string, timeout: number): TimestampAuthority {
  return {
    async timestamp(digest, algorithm) {
      const nonce = randomBytes(8);
      // Positive and of full length.
      nonce[0] = (nonce[0]! & 0x3f) | 0x40;
      try {
        const question = questionFor(digest, digestOids[algorithm] ?? '', nonce);
        const headers = { 'content-type': 'application/timestamp-query' };
        const answer = await askService(url, { method: 'POST', headers, body: question }, timeout);
        if (answer.status !== 200) throw new Error(`The authority answers ${answer.status}.`);
        return tokenIn(answer.body, digest, nonce);
      } catch (error) {
        throw new SigningError('no-timestamp', '', { cause: error });
      }
    },
  };
}

function questionFor(digest: Uint8Array, algorithmId: string, nonce: Buffer): ArrayBuffer {
  const question = new pkijs.TimeStampReq({
    version: 1,
    messageImprint: new pkijs.MessageImprint({
      hashAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId }),
      hashedMessage: new asn1js.OctetString({ valueHex: new Uint8Array(digest).buffer }),
    }),
    nonce: new asn1js.Integer({ valueHex: new Uint8Array(nonce).buffer }),
    certReq: true,
  });
  return question.toSchema().toBER();
}

/** The token of a granted answer, its bytes as they came. */
function tokenIn(body: Buffer, digest: Uint8Array, nonce: Buffer): Uint8Array {
  const { result, offset } = asn1js.fromBER(new Uint8Array(body).buffer);
  if (offset === -1) throw new Error('The answer is no ASN.1.');
  const answer = new pkijs.TimeStampResp({ schema: result });
  if (answer.status.status > 1 || !answer.timeStampToken) throw new Error('Not granted.');
  const stamp = stampIn(answer.timeStampToken);
  const same =
    Buffer.from(stamp.messageImprint.hashedMessage.getValue()).equals(Buffer.from(digest)) &&
    stamp.nonce !== undefined &&
    Buffer.from(stamp.nonce.valueBlock.valueHexView).equals(nonce);
  if (!same) throw new Error('The stamp is of something else.');
  const token = (result as asn1js.Sequence).valueBlock.value[1]!;
  return new Uint8Array(token.valueBeforeDecodeView);
}

/** What a token states. @throws Error when it is no time stamp */
export function stampIn(token: pkijs.ContentInfo): pkijs.TSTInfo {
  const signed = new pkijs.SignedData({ schema: token.content });
  const content = signed.encapContentInfo.eContent;
  if (!content) throw new Error('An empty time stamp.');
  return pkijs.TSTInfo.fromBER(content.getValue());
}
