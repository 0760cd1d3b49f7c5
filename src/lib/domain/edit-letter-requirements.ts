import { type Draft, keyFrom, listIn, moveIn, put, withFront } from './letter-edit.ts';
import type { TypedForm } from './typed-form.ts';

/** Puts a document at the end of those asked for. */
export const addRequirement = (draft: Draft, label: string): Draft =>
  withFront(draft, (front) => {
    const list = listIn(front, 'requirements');
    const taken = [...listIn(front, 'fields'), ...list].map(({ key }) => String(key));
    list.push({ key: keyFrom(label, taken), label });
  });

export const removeRequirement = (draft: Draft, key: string): Draft =>
  withFront(draft, (front) => {
    front.requirements = listIn(front, 'requirements').filter((one) => one.key !== key);
  });

export const moveRequirement = (draft: Draft, key: string, step: -1 | 1): Draft =>
  withFront(draft, (front) => {
    const list = listIn(front, 'requirements');
    moveIn(
      list,
      list.findIndex((one) => one.key === key),
      step,
    );
  });

/** Writes what the form of one document says. */
export const changeRequirement = (draft: Draft, key: string, typed: TypedForm): Draft =>
  withFront(draft, (front) => {
    const one = listIn(front, 'requirements').find((written) => written.key === key);
    if (!one) return;
    put(one, 'label', typed.line('label'));
    put(one, 'hint', typed.line('hint'));
    put(one, 'required', typed.all('required').length ? undefined : false);
    put(one, 'accepts', typed.line('accepts') === 'picture' ? ['picture'] : undefined);
    put(one, 'skippedWhenInRegister', typed.all('skippedWhenInRegister').length ? true : undefined);
  });
