/** A post in the village office, with the days between which it is held; null is open. */
export interface Post {
  position: string;
  /** May sign letters. */
  signs: boolean;
  serves_from: string | null;
  serves_until: string | null;
}

/** Acting ("Pj.", "Plt.", "Pjs.") officials hold the post too. */
const acting = /^(pj|plt|plh|pjs)\b\.?\s*/i;
const head =
  /^(kepala (desa|kampung|kampong|pekon|tiyuh|negeri|lembang|kelurahan|nagari|gampong)|keuchik|geuchik|wali nagari|perbekel|peratin|hukum tua|lurah)\b/i;
const secretary = /^(sekretaris|sekdes|carik)\b/i;

/** A position without the word for acting: "Kepala Desa" of "Pj. Kepala Desa". */
export const plainPosition = (position: string): string => position.trim().replace(acting, '');

/** Those who held their post on a day `YYYY-MM-DD`. */
export const servingOn = <P extends Post>(posts: readonly P[], day: string): P[] =>
  posts.filter(
    ({ serves_from: from, serves_until: until }) =>
      (from === null || from <= day) && (until === null || day <= until),
  );

/** The village head among them, by whatever name (UU 6/2014 art. 95); else the first who signs letters. */
export const headAmong = <P extends Post>(posts: readonly P[]): P | undefined =>
  posts.find(({ position }) => head.test(plainPosition(position))) ??
  posts.find(({ signs }) => signs);

/** The village secretary among them. */
export const secretaryAmong = <P extends Post>(posts: readonly P[]): P | undefined =>
  posts.find(({ position }) => secretary.test(plainPosition(position)));
