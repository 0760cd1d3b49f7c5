import { createDecipheriv, createECDH, hkdfSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { encryptPush } from './push-encryption.ts';

const bytes = (text: string) => Buffer.from(text, 'base64url');
const words = 'When I grow up, I want to be a watermelon';

/** The device of RFC 8291, appendix A. */
const device = {
  p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
};
const privateKey = bytes('q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94');

describe('a push message', () => {
  test('is encrypted as the RFC does it', () => {
    const sealed = encryptPush(Buffer.from(words), device, {
      privateKey: bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'),
      salt: bytes('DGv6ra1nlYgDCS1FRnbzlw'),
    });
    expect(sealed.toString('base64url')).toBe(
      'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    );
  });

  test('is read by its device, and differs each time', () => {
    const one = encryptPush(Buffer.from(words), device);
    expect(encryptPush(Buffer.from(words), device)).not.toEqual(one);
    expect(decrypt(one)).toBe(words);
  });
});

function decrypt(sealed: Buffer): string {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(privateKey);
  const salt = sealed.subarray(0, 16);
  const point = sealed.subarray(21, 21 + sealed[20]!);
  const derive = (secret: Buffer, salt: Buffer, info: Buffer, length: number) =>
    Buffer.from(hkdfSync('sha256', secret, salt, info, length));
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), bytes(device.p256dh), point]);
  const input = derive(ecdh.computeSecret(point), bytes(device.auth), info, 32);
  const key = derive(input, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(input, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const decipher = createDecipheriv('aes-128-gcm', key, nonce);
  decipher.setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([
    decipher.update(sealed.subarray(21 + point.length, -16)),
    decipher.final(),
  ]);
  expect(plain.at(-1)).toBe(2);
  return plain.subarray(0, -1).toString();
}
