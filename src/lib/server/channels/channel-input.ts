import type { ChannelName } from '#lib/domain/channel.ts';
import { readEmail } from '#lib/domain/contact-code.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { readServiceUrl } from './clients/service-url.ts';
import type { Settings } from './settings.ts';

export type Typed = Readonly<Record<string, string>>;

/** Where the services are, unless a village says otherwise. */
export const usualUrls = {
  whatsapp: 'https://graph.facebook.com/v23.0',
  telegram: 'https://api.telegram.org',
} as const;

/** What stands in a form as typed, with the faults found on the way. */
class Form {
  readonly faults: Record<string, string> = {};
  private readonly typed: Typed;

  constructor(typed: Typed) {
    this.typed = typed;
  }

  line(name: string, fault: string, form = /^[\x21-\x7e][\x20-\x7e]{0,199}$/): string {
    const value = (this.typed[name] ?? '').trim();
    if (!form.test(value)) this.faults[name] = fault;
    return value;
  }

  url(name: string, usual: string): string {
    const value = (this.typed[name] ?? '').trim();
    if (!value) return usual;
    const url = readServiceUrl(value);
    if (!url || url.length > 200) this.faults[name] = 'Alamat harus diawali https://.';
    return url ?? '';
  }

  /** @throws Refusal with all faults */
  done<T>(settings: T): T {
    const [first] = Object.values(this.faults);
    if (first) throw new Refusal('invalid', first, this.faults);
    return settings;
  }
}

/** @throws Refusal 'invalid' by field */
export function readChannelForm(
  channel: Exclude<ChannelName, 'push'>,
  typed: Typed,
): Settings<'email'> | Settings<'whatsapp'> | Omit<Settings<'telegram'>, 'bot'> {
  const form = new Form(typed);
  switch (channel) {
    case 'email': {
      const host = form.line(
        'peladen',
        'Tulis nama peladen email, misalnya smtp.penyedia.com.',
        /^[a-z0-9]([a-z0-9.:-]{0,250}[a-z0-9])?$/i,
      );
      const port = form.line('porta', 'Porta berupa angka, biasanya 587 atau 465.', /^\d{1,5}$/);
      if (!form.faults.porta && (Number(port) < 1 || Number(port) > 65_535))
        form.faults.porta = 'Porta berupa angka antara 1 dan 65535.';
      const user = form.line('pengguna', 'Nama pengguna tidak terbaca.', /^[\x20-\x7e]{0,200}$/);
      const from = readEmail(typed.pengirim ?? '');
      if (!from) form.faults.pengirim = 'Tulis alamat email pengirim, misalnya kantor@desa.id.';
      return form.done({ host, port: Number(port), user, from: from ?? '' });
    }
    case 'whatsapp':
      return form.done({
        phoneNumberId: form.line(
          'nomor-id',
          'Salin ID nomor telepon dari Meta: angka saja.',
          /^\d{5,25}$/,
        ),
        template: form.line(
          'templat',
          'Tulis nama templat, misalnya kabar_desa.',
          /^[a-z0-9_]{1,512}$/,
        ),
        codeTemplate: form.line(
          'templat-angka',
          'Nama templat hanya huruf kecil, angka, dan garis bawah.',
          /^[a-z0-9_]{0,512}$/,
        ),
        language: form.line(
          'bahasa',
          'Tulis kode bahasa templat, misalnya id.',
          /^[a-z]{2,3}(_[A-Z]{2})?$/,
        ),
        url: form.url('alamat', usualUrls.whatsapp),
      });
    case 'telegram':
      return form.done({ url: form.url('alamat', usualUrls.telegram) });
  }
}

/** The secret of each channel, as its form asks for it. */
export const secretFields = {
  email: { name: 'sandi-email', form: /^[\x20-\x7e]{0,500}$/, fault: 'Kata sandi tidak terbaca.' },
  whatsapp: {
    name: 'sandi-token',
    form: /^[\x21-\x7e]{20,1000}$/,
    fault: 'Salin token akses dari Meta seluruhnya.',
  },
  telegram: {
    name: 'sandi-token',
    form: /^\d{5,20}:[\w-]{20,100}$/,
    fault: 'Salin token dari BotFather seluruhnya, misalnya 123456:ABC-…',
  },
} as const;
