import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBlankCell } from './cell.ts';
import { kkProblem, kkWarnings, maskKk } from './kk.ts';
import { greetingName, initialsOf, readPersonName } from './person-name.ts';
import { formatPhone, isMobilePhone, maskPhone, parsePhone } from './phone.ts';
import { formatRegionCode, isKnownProvince, parseVillageCode } from './region.ts';

describe('No. KK', () => {
  it('has 16 digits that are not all the same', () => {
    expect(kkProblem('5207021511800003')).toBeUndefined();
    expect(kkProblem('520702151180000')).toContain('16 angka');
    expect(kkProblem('0000000000000000')).toContain('angka yang sama');
  });

  it('warns when it is the NIK, and about an unknown province', () => {
    expect(kkWarnings('5207021511800003', '5207021511800003')).toEqual([
      'nomor KK sama dengan NIK',
    ]);
    expect(kkWarnings('5207021511800003', '5207021511800004')).toEqual([]);
    expect(kkWarnings('9907021511800003')).toHaveLength(1);
    expect(maskKk('5207021511800003')).toBe('5207••••••••0003');
  });
});

describe('a telephone number', () => {
  it.each(['081234567890', '0812-3456-7890', '+62 812 3456 7890', '6281234567890', '81234567890'])(
    '%s is one and the same',
    (written) => {
      expect(parsePhone(written)).toBe('+6281234567890');
    },
  );

  it.each(['', '0812', '08123456789012345', 'tidak ada', '0012345678', '00000000000'])(
    '"%s" is none',
    (written) => {
      expect(parsePhone(written)).toBeUndefined();
    },
  );

  it('survives being written as it is shown', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_100_000, max: 9_999_999_999 }), (subscriber) => {
        const phone = parsePhone(`08${subscriber}`);
        fc.pre(phone !== undefined);
        expect(parsePhone(formatPhone(phone!))).toBe(phone);
        expect(isMobilePhone(phone!)).toBe(true);
      }),
    );
  });

  it('is shown in fours, and masked to its ends', () => {
    expect(formatPhone('+6281234567890')).toBe('0812-3456-7890');
    expect(formatPhone('+6237281234')).toBe('0372-81234');
    expect(maskPhone('+6281234567890')).toBe('0812-••••-•890');
  });
});

describe('a name', () => {
  const named = (cell: string) => {
    const read = readPersonName(cell);
    return read.ok ? read.value : read.expected;
  };

  it('is upper case with single spaces and straight apostrophes', () => {
    expect(named('  siti  nur’aini ')).toBe("SITI NUR'AINI");
    expect(named('H. M. Zainul Majdi, S.H.')).toBe('H. M. ZAINUL MAJDI, S.H.');
    expect(named('sukarno')).toBe('SUKARNO');
  });

  it.each(['', '---', '123', 'Agus2', 'a'.repeat(101), 'Ali/Budi', '=1+1', 'Ω', '=HYPERLINK("x")'])(
    '"%s" is refused',
    (written) => {
      expect(readPersonName(written).ok).toBe(false);
    },
  );

  it('once read is read the same again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (written) => {
        const once = readPersonName(written);
        fc.pre(once.ok);
        expect(readPersonName((once as { value: string }).value)).toEqual(once);
      }),
    );
  });

  it('greets and abbreviates', () => {
    expect(greetingName("SITI NUR'AINI")).toBe("Siti Nur'aini");
    expect(initialsOf("SITI NUR'AINI")).toBe('S. N.');
  });
});

describe('a region code', () => {
  it('is read with dots and without, and shown with them', () => {
    expect(parseVillageCode('52.07.02.2015')).toBe('5207022015');
    expect(parseVillageCode(' 5207022015 ')).toBe('5207022015');
    expect(formatRegionCode('5207022015')).toBe('52.07.02.2015');
    expect(formatRegionCode('5207')).toBe('52.07');
  });

  it('is refused when no village can have it', () => {
    for (const code of [
      '9907022015',
      '5200022015',
      '5270022015',
      '5207002015',
      '5207024015',
      '52',
    ]) {
      expect(parseVillageCode(code)).toBeUndefined();
    }
    expect(isKnownProvince('52')).toBe(true);
    expect(isKnownProvince('20')).toBe(false);
  });
});

it('a cell is blank when it holds nothing but dashes', () => {
  expect(['', ' ', '-', '—', '...', null, undefined, '\u200b'].every(isBlankCell)).toBe(true);
  expect(['0', 0, false, 'x'].some(isBlankCell)).toBe(false);
});
