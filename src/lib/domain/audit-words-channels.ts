import { cleaned, text, type Words } from './audit-phrases.ts';
import { channelWords, type ChannelName } from './channel.ts';

const nameOf = (channel: unknown) =>
  channelWords[text(channel) as ChannelName]?.name ?? text(channel);

/** An act of a resident on a channel of theirs. */
const own = (verb: string): Words => ({
  group: 'access',
  tell: (d) => `${verb} ${nameOf(d.channel)}`,
});

/** The trail of outgoing channels (audit-words.ts). */
export const channelAuditWords: Readonly<Record<string, Words>> = {
  'channels.ask-code': own('meminta kode untuk pemberitahuan lewat'),
  'channels.confirm': own('menambah pemberitahuan lewat'),
  'channels.switch-on': own('menyalakan pemberitahuan lewat'),
  'channels.switch-off': own('mematikan pemberitahuan lewat'),
  'channels.remove': own('menghapus pemberitahuan lewat'),
  'channels.change': {
    group: 'settings',
    tell: (d) => `mengatur saluran ${text(d.channel)}: ${d.on === true ? 'menyala' : 'mati'}`,
  },
  'channels.try': {
    group: 'settings',
    tell: (d) =>
      `mencoba saluran ${text(d.channel)}: ${d.sent === true ? 'terkirim' : 'tidak terkirim'}`,
  },
  'channels.retry': {
    group: 'letters',
    tell: (d) =>
      ['mengirim ulang kabar lewat', nameOf(d.channel), text(d.reference)]
        .filter(Boolean)
        .join(' '),
  },
  'letters.open-whatsapp': {
    group: 'letters',
    tell: (d) => `membuka WhatsApp untuk mengabari warga tentang ${text(d.reference)}`,
  },
  'channels.drop-old': cleaned((n) => `menghapus ${n} catatan kiriman yang berumur 90 hari`),
  'channels.drop-gone': cleaned((n) => `menghapus ${n} kontak warga yang meninggal atau pergi`),
  'channels.drop-codes': cleaned((n) => `menghapus ${n} kode pemberitahuan yang sudah lewat`),
};
