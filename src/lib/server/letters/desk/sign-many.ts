import { Refusal } from '#lib/domain/refusal.ts';
import type { SigningProblem } from '#lib/domain/signing-problems.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { requireFreshProof } from '#lib/server/access/index.ts';
import { log, withVillage } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { NotSigned } from '../esign/sign-outside.ts';
import { signRequest } from '../sign-request.ts';
import { mostAtOnce, openSigningDesk, type Signable } from './list-signable.ts';

/** What became of one of them. */
export interface SignedLine {
  reference: string;
  typeName: string;
  subjectName: string;
  outcome: 'signed' | 'not-signed' | 'not-tried';
  /** The letter's number, or why it was not signed. */
  words: string;
}

/** What the next letter would meet too: there is no sense in trying it. */
const stopping: readonly SigningProblem[] = [
  'wrong-passphrase',
  'wrong-credentials',
  'not-registered',
  'certificate-expired',
  'service-down',
  'too-slow',
  'no-timestamp',
];

/** A browser waits about a minute; what is not done by then is done in the next go. Milliseconds. */
const patience = 45_000;

/**
 * Signs several requests, each in its own transaction: one that fails keeps none of the others back. The
 * order is the list's, so that numbers follow it.
 * @param input.chosen requests by id with the version that the officer saw
 * @returns what became of each, in order
 * @throws Refusal 'proof-needed', 'invalid' when none is chosen or the passphrase is missing, 'forbidden'
 */
export async function signMany(
  village: VillageContext,
  visitor: Visitor,
  input: { chosen: ReadonlyMap<string, number>; origin: string; passphrase: string },
): Promise<SignedLine[]> {
  const desk = await withVillage(village.id, (tx) => openSigningDesk(tx, village, visitor));
  if (visitor.kind === 'staff') requireFreshProof(visitor);
  if (input.chosen.size === 0 || input.chosen.size > mostAtOnce)
    throw new Refusal('invalid', 'Centang surat yang akan ditandatangani.');
  const waiting = desk.items.filter(({ id }) => input.chosen.has(id));
  if (desk.asksPassphrase && !input.passphrase && waiting.some(({ wet }) => !wet))
    throw new Refusal('invalid', 'Ketik passphrase tanda tangan elektronik Anda.', {
      'frasa-sandi': 'Ketik passphrase tanda tangan elektronik Anda.',
    });
  const lines: SignedLine[] = [];
  const began = performance.now();
  let stopped = '';
  for (const item of waiting) {
    if (performance.now() - began > patience)
      stopped ||= 'Belum sempat dikerjakan. Tandatangani lagi yang ini.';
    if (stopped && !item.wet) {
      lines.push(line(item, 'not-tried', stopped));
      continue;
    }
    const version = input.chosen.get(item.id)!;
    const done = await signOne(village, visitor, item, { ...input, version });
    lines.push(done.line);
    if (done.stops) stopped ||= `Belum dicoba, karena: ${done.line.words}`;
  }
  return lines;
}

async function signOne(
  village: VillageContext,
  visitor: Visitor,
  item: Signable,
  input: { version: number; origin: string; passphrase: string },
): Promise<{ line: SignedLine; stops: boolean }> {
  try {
    const { number } = await signRequest(village, visitor, { ...input, requestId: item.id });
    return { line: line(item, 'signed', number), stops: false };
  } catch (error) {
    const stops = error instanceof NotSigned && stopping.includes(error.problem);
    if (error instanceof Refusal) return { line: line(item, 'not-signed', error.message), stops };
    log.error({ error, reference: item.reference }, 'One of several letters could not be signed');
    const words = 'Ada gangguan pada sistem. Suratnya tidak bernomor; coba lagi nanti.';
    return { line: line(item, 'not-signed', words), stops: false };
  }
}

const line = (item: Signable, outcome: SignedLine['outcome'], words: string): SignedLine => ({
  reference: item.reference,
  typeName: item.typeName,
  subjectName: item.subjectName,
  outcome,
  words,
});
