import { errorWords, type ErrorWords } from './error-words.ts';

/**
 * A whole page of plain HTML for where no village is known yet or nothing else stands, in the
 * clothes of src/error.html.
 * @param status the HTTP status it is sent with
 */
export function plainPage(
  status: number,
  { title, lead, todo }: Pick<ErrorWords, 'title' | 'lead' | 'todo'> = errorWords(status),
): string {
  return `<!doctype html>
<html lang="id">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${title} · Layanan Mandiri</title>
    <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/gangguan.css" />
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      <p>${lead}</p>
      <ul>${todo.map((line) => `<li>${line}</li>`).join('')}</ul>
      <p><a href="/">Ke beranda</a></p>
      <p><small>Kode: ${status}</small></p>
    </main>
  </body>
</html>
`;
}
