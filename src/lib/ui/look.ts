/** How loud a button is. One `main` a page; `danger` only for refusing or destroying. */
export type Look = 'main' | 'quiet' | 'danger' | 'quiet-danger' | 'gold';

const classes: Record<Look, string> = {
  main: 'btn',
  quiet: 'btn quiet',
  danger: 'btn danger',
  'quiet-danger': 'btn quiet danger',
  gold: 'btn gold',
};

/** The classes of a button of that look. */
export function lookClass(look: Look): string {
  return classes[look];
}
