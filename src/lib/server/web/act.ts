import { fail } from '@sveltejs/kit';
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
 * refusals that concern the whole page (not found, not allowed) become that page.
 */
export async function act<T>(form: FormData, work: () => Promise<T>) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind === 'not-found' || error.kind === 'forbidden')
      throw error;
    const data: FormRefusal = {
      message: error.message,
      errors: error.fields,
      values: typedValues(form),
    };
    return fail(refusalStatus[error.kind], data);
  }
}
