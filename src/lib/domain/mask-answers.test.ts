import { expect, test } from 'vitest';
import { letterFieldSchema } from './letter-type.ts';
import { maskAnswers } from './mask-answers.ts';

const written = { label: 'Kontak', example: '0812-3456-7890' };
const type = { fields: [letterFieldSchema.parse({ ...written, key: 'contact', type: 'phone' })] };

test('numbers of persons stay recognisable, other answers whole', () => {
  expect(
    maskAnswers(type, {
      'buyer.nik': '5207021504880002',
      note: 'NIK 5207021504880002, rekening 12345678901234567',
      price: '24000000',
      contact: '+6281234567890',
    }),
  ).toEqual({
    'buyer.nik': '5207••••••••0002',
    note: 'NIK 5207••••••••0002, rekening 12345678901234567',
    price: '24000000',
    contact: '0812-••••-•890',
  });
});
