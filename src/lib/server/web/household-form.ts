import type { TypedHousehold } from '#lib/server/population/index.ts';

/** What an officer typed about a household. */
export function typedHousehold(form: FormData): TypedHousehold {
  const text = (name: string) => String(form.get(name) ?? '');
  return {
    number: text('nomor'),
    socialData: form.get('data-sosial') === 'ya',
    socialDataNumber: text('nomor-data'),
  };
}
