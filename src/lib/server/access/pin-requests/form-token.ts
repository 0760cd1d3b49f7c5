import { timingSafeEqual } from 'node:crypto';
import { now, platform } from '#lib/server/platform/index.ts';

/** Nobody types a name, a NIK and a number and takes a picture in less. Milliseconds. */
const quickest = 3000;
const longest = 24 * 60 * 60_000;

const sign = (villageId: number, opened: string) =>
  platform().secrets.mac(`pin-form:${villageId}:${opened}`).toString('base64url');

/** What a form carries to say when it was opened. */
export function newFormToken(villageId: number): string {
  const opened = String(now().getTime());
  return `${opened}.${sign(villageId, opened)}`;
}

/** Whether a form was open for as long as a person needs, and not for days. */
export function wasOpenLongEnough(villageId: number, token: string): boolean {
  const [opened = '', signature = ''] = token.split('.');
  const given = Buffer.from(signature);
  const right = Buffer.from(sign(villageId, opened));
  if (given.length !== right.length || !timingSafeEqual(given, right)) return false;
  const age = now().getTime() - Number(opened);
  return age >= quickest && age < longest;
}
