import { parsePhone } from '#lib/domain/phone.ts';
import { fillProfile } from '#lib/server/villages/index.ts';
import { writeRecords } from '../records-store.ts';
import { textIn } from '../source-row.ts';
import type { Step } from './step.ts';

const NAMES: Readonly<Record<string, string>> = {
  address: 'alamat kantor',
  postal_code: 'kode pos',
  phone: 'telepon',
  email: 'email',
  website: 'situs web',
};

/** The village's own profile: fills what is blank, and keeps the rest of it on record. */
export const profileStep: Step = {
  table: 'config',
  title: 'Profil desa',
  counts: true,
  async run(tx, { source, at }, [row]) {
    const { data, id } = row!;
    const phone = parsePhone(textIn(data, 'telepon'));
    const email = textIn(data, 'email_desa').toLowerCase();
    const website = textIn(data, 'website');
    const { filled, left } = await fillProfile(tx, {
      address: textIn(data, 'alamat_kantor').slice(0, 200),
      ...(/^\d{5}$/.test(textIn(data, 'kode_pos')) && { postal_code: textIn(data, 'kode_pos') }),
      ...(phone && { phone }),
      ...(/^\S+@\S+\.\S+$/.test(email) && { email }),
      ...(/^https?:\/\/\S+$/.test(website) && { website }),
    });
    await writeRecords(
      tx,
      source,
      'config',
      [
        {
          id,
          kind: 'profile',
          title: textIn(data, 'nama_desa'),
          onDate: null,
          residentId: null,
          data,
        },
      ],
      at,
    );
    const words = (names: string[]) => names.map((name) => NAMES[name]).join(', ');
    return {
      ...(filled.length > 0 ? { changed: 1 } : { unchanged: 1 }),
      notes: {
        ...(filled.length > 0 && { [`diisi: ${words(filled)}`]: 1 }),
        ...(left.length > 0 && { [`dibiarkan seperti tertulis di Balai: ${words(left)}`]: 1 }),
        'gambar logo dan nama camat tidak ada tempatnya di profil': 1,
      },
      ...(filled.length > 0 && {
        audit: [{ action: 'village.change-settings', details: { fields: filled } }],
      }),
    };
  },
};
