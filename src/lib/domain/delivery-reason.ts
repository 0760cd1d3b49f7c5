/** Why something did not go out, in words of the office. */
export const deliveryReasons = {
  // of the service
  'too-slow': 'Layanannya tidak menjawab pada waktunya.',
  unreachable: 'Layanannya tidak bisa dihubungi.',
  'no-encryption': 'Sambungan ke layanannya tidak bisa diamankan.',
  'service-down': 'Layanannya sedang terganggu.',
  'bad-answer': 'Jawaban layanannya tidak bisa dibaca. Periksa alamatnya di pengaturan.',
  'bad-credentials':
    'Layanan menolak nama pengguna, kata sandi, atau token desa. Periksa di pengaturan.',
  'too-many': 'Layanan membatasi jumlah kiriman. Dicoba lagi nanti.',
  'bad-template': 'Templat WhatsApp belum disetujui atau namanya salah. Periksa di pengaturan.',
  'account-locked': 'Akun desa di layanan ini sedang dibatasi. Periksa akunnya.',
  payment: 'Pembayaran akun desa di layanan ini bermasalah. Periksa akunnya.',
  'sender-refused': 'Alamat pengirim desa ditolak. Periksa di pengaturan.',
  // of the address
  'mailbox-full': 'Kotak surat warga penuh.',
  'unknown-address': 'Alamat itu tidak dikenal layanan.',
  'not-on-whatsapp': 'Nomor itu tidak bisa menerima WhatsApp.',
  'outside-window': 'WhatsApp menolak: hanya boleh lewat templat yang disetujui.',
  blocked: 'Warga memblokir atau menghentikan pesan dari desa.',
  gone: 'HP itu tidak lagi menerima notifikasi.',
  // of the message
  refused: 'Layanan menolak pesan ini.',
  // of ours
  interrupted: 'Terputus saat sedang dikirim.',
  removed: 'Warga menghapus alamatnya.',
  'switched-off': 'Warga mematikan saluran ini.',
  'channel-off': 'Saluran ini dimatikan kantor desa.',
  left: 'Warga tidak lagi memakai Layanan Mandiri.',
  expired: 'Sudah terlalu lama untuk dikirim.',
} as const;
export type DeliveryReason = keyof typeof deliveryReasons;

export const isDeliveryReason = (text: string): text is DeliveryReason =>
  Object.hasOwn(deliveryReasons, text);

/** Reasons that lie with the address: nothing more is sent there until its owner sets it right. */
const ofAddress: readonly DeliveryReason[] = [
  'unknown-address',
  'not-on-whatsapp',
  'blocked',
  'gone',
];
export const isOfAddress = (reason: DeliveryReason): boolean => ofAddress.includes(reason);

/** The same reasons to the resident whose address it is. */
export const contactTroubles: Readonly<Partial<Record<DeliveryReason, string>>> = {
  'unknown-address': 'Alamat ini ditolak: tidak dikenal. Ganti alamatnya.',
  'not-on-whatsapp': 'Nomor ini tidak bisa menerima WhatsApp. Ganti nomornya.',
  blocked: 'Pesan dari desa diblokir di HP Anda. Buka blokirnya, lalu nyalakan lagi.',
};

/** What became of one try. */
export type SendOutcome =
  | { state: 'sent' }
  | {
      state: 'temporary';
      reason: DeliveryReason;
      /** Seconds that the service asks to be left alone. */
      retryAfter?: number;
    }
  | { state: 'permanent'; reason: DeliveryReason };
