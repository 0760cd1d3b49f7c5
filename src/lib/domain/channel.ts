/** The outgoing channels: how a village reaches its residents beside the page *Pemberitahuan*. */
export const channels = ['email', 'whatsapp', 'telegram', 'push'] as const;
export type ChannelName = (typeof channels)[number];

/** Channels whose address is typed and verified with a code. */
export type TypedChannel = Extract<ChannelName, 'email' | 'whatsapp'>;

interface ChannelWords {
  /** As screens call it. */
  name: string;
  /** Its name in an address. */
  slug: string;
  /** What a message goes to: "alamat email". */
  address: string;
}

export const channelWords: Readonly<Record<ChannelName, ChannelWords>> = {
  email: { name: 'Email', slug: 'email', address: 'alamat email' },
  whatsapp: { name: 'WhatsApp', slug: 'whatsapp', address: 'nomor WhatsApp' },
  telegram: { name: 'Telegram', slug: 'telegram', address: 'akun Telegram' },
  push: { name: 'Notifikasi HP', slug: 'notifikasi', address: 'HP atau komputer ini' },
};

/** The channel whose name stands in an address. */
export const channelOfSlug = (slug: string): ChannelName | undefined =>
  channels.find((channel) => channelWords[channel].slug === slug);

export const isTypedChannel = (channel: ChannelName): channel is TypedChannel =>
  channel === 'email' || channel === 'whatsapp';
