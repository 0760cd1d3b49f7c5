import { getRequestEvent } from '$app/server';
import { fail, redirect } from '@sveltejs/kit';
import { Refusal, refusalStatus } from '#lib/domain/refusal.ts';

/** What a form gets back when it was refused: nothing typed is lost. */
export interface FormRefusal {
  message: string;
  /** Messages by field name. */
  errors: Record<string, string>;
  /** What was typed, by field name. */
  values: Record<string, string>;
}

const secretField = /pin|sandi|kode|password/i;

/** The text fields of a form, as typed. Secrets are left out so that they are never sent back. */
export function typedValues(form: FormData): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of form)
    if (typeof value === 'string' && !secretField.test(name)) values[name] = value;
  return values;
}

/**
 * Runs a form's act. A refusal comes back to the form with its messages and what was typed;
 * refusals that concern the whole page (not found, not allowed) become that page, and one that
 * wants a fresh proof leads to where it is given, and back.
 */
export async function act<T>(form: FormData, work: () => Promise<T>) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind === 'not-found' || error.kind === 'forbidden')
      throw error;
    const event = getRequestEvent();
    if (error.kind === 'proof-needed') redirect(303, proofAddress(event.url));
    if (error.retryAfter) event.setHeaders({ 'retry-after': String(error.retryAfter) });
    const data: FormRefusal = {
      message: error.message,
      errors: error.fields,
      values: typedValues(form),
    };
    return fail(refusalStatus[error.kind], data);
  }
}

/** Where an officer proves again who they are, to return to the page with this address. */
export function proofAddress({ pathname, searchParams }: URL): string {
  const kept = new URLSearchParams(searchParams);
  // The name of a form's action is no part of the page's address.
  for (const name of [...kept.keys()]) if (name.startsWith('/')) kept.delete(name);
  const target = kept.size ? `${pathname}?${kept}` : pathname;
  return `/kantor/bukti?lanjut=${encodeURIComponent(target)}`;
}

/** Runs one step of a form whose refusal is shown at a field, with the rest of the form kept. */
export async function takeRefusal(
  field: string,
  work: () => Promise<void>,
): Promise<Record<string, string>> {
  try {
    await work();
    return {};
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { [field]: error.message };
  }
}
