/** Kinds of pages whose visits are counted, as the public reads them. Pure. */
export const visitKinds = {
  home: 'Halaman depan',
  news: 'Berita, pengumuman, dan agenda',
  services: 'Layanan dan panduan',
  about: 'Profil, perangkat, dan transparansi',
  verify: 'Pemeriksaan surat',
  resident: 'Layanan Mandiri',
} as const;
export type VisitKind = keyof typeof visitKinds;

const kinds: readonly [RegExp, VisitKind][] = [
  [/^\/\(public\)$/, 'home'],
  [/^\/\(public\)\/(berita|pengumuman|agenda)(\/|$)/, 'news'],
  [/^\/\(public\)\/(layanan|panduan|tiket)(\/|$)/, 'services'],
  [/^\/\(public\)\/verifikasi(\/|$)/, 'verify'],
  [/^\/\(public\)\/(profil|perangkat|statistik|transparansi|maklumat|dokumen)(\/|$)/, 'about'],
  [/^\/layanan-mandiri(\/|$)/, 'resident'],
];

/** The kind of a page by its route; undefined: not counted. */
export const visitKindOf = (route: string): VisitKind | undefined =>
  kinds.find(([pattern]) => pattern.test(route))?.[1];

/** Programs that fetch pages without anybody looking: search engines, previews of shared links, monitors. */
export const isRobot = (agent: string): boolean =>
  agent === '' ||
  /bot|crawl|spider|preview|whatsapp|facebookexternalhit|telegram|curl|wget|python|monitor|headless/i.test(
    agent,
  );
