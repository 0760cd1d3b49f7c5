/** What a page is about, for search engines (schema.org). Pure. */
import { zoneOffset } from './dates-id.ts';
import { regencyTitle, villageTitle, type VillageNames } from './village-names.ts';

export interface DataVillage extends VillageNames {
  address: string;
  postalCode: string;
  phone: string;
  email: string;
  logoFileId: string | null;
  timeZone: string;
}

type Data = Record<string, unknown>;

/** The village's office. @param origin "https://batu-putih.desa.id" */
export const organizationData = (village: DataVillage, origin: string): Data => ({
  '@context': 'https://schema.org',
  '@type': 'GovernmentOrganization',
  name: `Pemerintah ${villageTitle(village)}`,
  url: `${origin}/`,
  ...(village.logoFileId ? { logo: `${origin}/logo?v=${village.logoFileId}` } : {}),
  ...(village.phone ? { telephone: village.phone } : {}),
  ...(village.email ? { email: village.email } : {}),
  address: {
    '@type': 'PostalAddress',
    ...(village.address ? { streetAddress: village.address } : {}),
    addressLocality: villageTitle(village),
    addressRegion: `${regencyTitle(village)}, ${village.province}`,
    ...(village.postalCode ? { postalCode: village.postalCode } : {}),
    addressCountry: 'ID',
  },
});

/** News or an announcement. */
export const articleData = (
  village: DataVillage,
  origin: string,
  article: {
    title: string;
    summary: string;
    path: string;
    publishedAt: Date;
    changedAt: Date;
    author: string;
    picture?: string;
  },
): Data => ({
  '@context': 'https://schema.org',
  '@type': 'Article',
  headline: article.title,
  description: article.summary,
  url: origin + article.path,
  datePublished: article.publishedAt.toISOString(),
  dateModified: article.changedAt.toISOString(),
  ...(article.author ? { author: { '@type': 'Person', name: article.author } } : {}),
  ...(article.picture ? { image: article.picture } : {}),
  publisher: {
    '@type': 'GovernmentOrganization',
    name: `Pemerintah ${villageTitle(village)}`,
    url: `${origin}/`,
  },
});

/** The next time of an event. */
export function eventData(
  village: DataVillage,
  origin: string,
  event: {
    title: string;
    summary: string;
    path: string;
    place: string;
    day: string;
    startsAt: string | null;
    endsAt: string | null;
  },
): Data {
  const offset = `+${String(zoneOffset(village.timeZone)).padStart(2, '0')}:00`;
  const moment = (time: string | null) => (time ? `${event.day}T${time}:00${offset}` : event.day);
  return {
    '@context': 'https://schema.org',
    '@type': 'Event',
    name: event.title,
    description: event.summary,
    url: origin + event.path,
    startDate: moment(event.startsAt),
    ...(event.endsAt ? { endDate: moment(event.endsAt) } : {}),
    eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
    location: {
      '@type': 'Place',
      name: event.place || villageTitle(village),
      address: `${villageTitle(village)}, ${regencyTitle(village)}`,
    },
    organizer: {
      '@type': 'GovernmentOrganization',
      name: `Pemerintah ${villageTitle(village)}`,
      url: `${origin}/`,
    },
  };
}

/** A block of data for a page's head: no tag can begin or end within it. */
export const dataScript = (data: Data): string =>
  `<script type="application/ld+json">${JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)}</script>`;
