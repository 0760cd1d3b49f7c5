import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';

/** Keys of the sender, for one message. */
interface Ephemeral {
  privateKey: Buffer;
  salt: Buffer;
}

/** Larger than any message of ours: all of it is one record. */
const recordSize = 4096;

const derive = (secret: Buffer, salt: Buffer, info: Buffer, length: number) =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, length));

/**
 * Encrypts a push message for one device (RFC 8291, aes128gcm of RFC 8188).
 * @param to keys of the device's subscription, base64url
 * @param ephemeral for the RFC's example; fresh ones else
 */
export function encryptPush(
  plain: Buffer,
  to: { p256dh: string; auth: string },
  ephemeral?: Ephemeral,
): Buffer {
  const ours = createECDH('prime256v1');
  if (ephemeral) ours.setPrivateKey(ephemeral.privateKey);
  else ours.generateKeys();
  const salt = ephemeral?.salt ?? randomBytes(16);
  const theirs = Buffer.from(to.p256dh, 'base64url');
  const point = ours.getPublicKey();
  const shared = ours.computeSecret(theirs);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), theirs, point]);
  const input = derive(shared, Buffer.from(to.auth, 'base64url'), info, 32);
  const key = derive(input, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(input, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  // 2 marks the last record.
  const sealed = Buffer.concat([
    cipher.update(plain),
    cipher.update(Buffer.from([2])),
    cipher.final(),
  ]);
  const head = Buffer.alloc(21);
  salt.copy(head);
  head.writeUInt32BE(recordSize, 16);
  head.writeUInt8(point.length, 20);
  return Buffer.concat([head, point, sealed, cipher.getAuthTag()]);
}
