import { expect, it } from 'vitest';
import { servicePledge } from './service-pledge.ts';

const village = {
  kind: 'Nagari',
  name: 'Sungai Pua',
  district: 'Sungai Pua',
  regency: 'Agam',
  province: 'Sumatera Barat',
};

it('names the village, and what follows a broken promise', () => {
  const usual = servicePledge(village, '').join(' ');
  expect(usual).toContain('Pemerintah Nagari Sungai Pua, menyatakan sanggup');
  expect(usual).toContain('siap menerima sanksi');
});

it('is the village’s own where it has one', () => {
  expect(servicePledge(village, 'Kami melayani.\n\nDengan senyum.')).toEqual([
    'Kami melayani.',
    'Dengan senyum.',
  ]);
});
