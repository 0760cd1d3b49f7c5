import { createHash } from 'node:crypto';
import * as pkijs from 'pkijs';
import { cryptoEngine } from './crypto-engine.ts';
import { stampIn } from './timestamp-authority.ts';

const signatureTimestamp = '1.2.840.113549.1.9.16.2.14';
const digestNames: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/**
 * The certified time of a signature (PAdES B-T): of a stamp that is over this very signature and was
 * itself signed. Who the authority is, is not judged.
 */
export async function readTimestamp(data: pkijs.SignedData): Promise<Date | undefined> {
  const signer = data.signerInfos[0];
  const attribute = signer?.unsignedAttrs?.attributes.find(
    ({ type }) => type === signatureTimestamp,
  );
  if (!signer || !attribute) return undefined;
  try {
    const token = new pkijs.ContentInfo({ schema: attribute.values[0] });
    const stamp = stampIn(token);
    const name = digestNames[stamp.messageImprint.hashAlgorithm.algorithmId];
    const signature = signer.signature.getValue();
    const digest = name && createHash(name).update(Buffer.from(signature)).digest();
    if (!digest || !digest.equals(Buffer.from(stamp.messageImprint.hashedMessage.getValue())))
      return undefined;
    const signed = new pkijs.SignedData({ schema: token.content });
    const good = await signed.verify(
      { signer: 0, data: signature, checkChain: false },
      cryptoEngine,
    );
    return good ? stamp.genTime : undefined;
  } catch {
    return undefined;
  }
}
