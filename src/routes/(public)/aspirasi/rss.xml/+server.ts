import { villageTitle } from '#lib/domain/village-names.ts';
import { voiceCategories, voiceKindWords, voiceStateWords } from '#lib/domain/voice-words.ts';
import { readVillage } from '#lib/server/platform/index.ts';
import { listPublicVoices } from '#lib/server/voices/index.ts';
import type { RequestHandler } from './$types';

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** Text as XML holds it; what XML cannot hold is left out. */
const xml = (text: string): string =>
  text
    // eslint-disable-next-line no-control-regex -- XML 1.0 has no such characters.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>]/g, (sign) => signs[sign]!);

/** The latest of the public board, for feed readers (RSS 2.0). */
export const GET: RequestHandler = async ({ locals: { village }, url }) => {
  const { voices } = await readVillage(village.id, (tx) => listPublicVoices(tx, { page: 1 }));
  const board = `${url.origin}/aspirasi`;
  const items = voices.map((voice) => {
    const about = `${voiceKindWords[voice.kind].name}, ${voiceCategories[voice.category]}`;
    const words = [
      `${about}. ${voiceStateWords[voice.state].label}.`,
      voice.story,
      voice.answer && `Jawaban: ${voice.answer}`,
    ];
    return `<item>
<title>${xml(voice.title)}</title>
<link>${xml(`${board}/${voice.reference}`)}</link>
<guid isPermaLink="true">${xml(`${board}/${voice.reference}`)}</guid>
<pubDate>${voice.publishedAt.toUTCString()}</pubDate>
<category>${xml(voiceCategories[voice.category])}</category>
<description>${xml(words.filter(Boolean).join('\n'))}</description>
</item>`;
  });
  const feed = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>${xml(`Aspirasi dan Pengaduan ${villageTitle(village)}`)}</title>
<link>${xml(board)}</link>
<atom:link href="${xml(`${board}/rss.xml`)}" rel="self" type="application/rss+xml"/>
<description>Yang disampaikan warga dan jawaban kantor desa.</description>
<language>id</language>
${items.join('\n')}
</channel></rss>
`;
  return new Response(feed, {
    headers: {
      'content-type': 'application/rss+xml; charset=utf-8',
      'cache-control': 'public, max-age=300',
    },
  });
};
