/** Renders the scenes to plain pages and serves them, for looking at and for axe. Not part of the app. */
import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { AddressInfo } from 'node:net';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type * as svelteServer from 'svelte/server';
import { createServer as createVite } from 'vite';
import { browserScript } from './browser-script.ts';

const root = path.resolve(import.meta.dirname, '../..');

interface Scene {
  file: string;
  props?: Record<string, unknown>;
  office?: boolean;
}

export const scenes: Record<string, Scene> = {
  'sign-in': { file: 'SignIn' },
  'resident-home': { file: 'ResidentHome' },
  journey: { file: 'Journey' },
  'check-answers': { file: 'CheckAnswers' },
  fields: { file: 'AllFields' },
  'fields-wrong': { file: 'AllFields', props: { wrong: true } },
  pieces: { file: 'Pieces' },
  office: { file: 'Office', office: true },
  'office-list': { file: 'Office', props: { open: false }, office: true },
  'office-table': { file: 'OfficeTable', office: true },
  'office-empty': { file: 'OfficeTable', props: { blank: true }, office: true },
  'office-sign-in': { file: 'OfficeSignIn', office: true },
};

const sheet = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297"><rect width="210" height="297" fill="#fff"/><path d="M25 30h160M25 32h160M60 60h90M25 90h160M25 100h160M25 110h120M25 130h160M25 140h100" stroke="#333"/></svg>`;

const types: Record<string, string> = {
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** Every scene as a whole HTML page, by name. */
async function renderScenes(): Promise<Map<string, string>> {
  const vite = await createVite({
    root,
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, watch: null, ws: false },
    plugins: [svelte({ configFile: false })],
  });
  try {
    const { render } = (await vite.ssrLoadModule('svelte/server')) as typeof svelteServer;
    const pages = new Map<string, string>();
    for (const [name, scene] of Object.entries(scenes)) {
      const component = await vite.ssrLoadModule(`/tests/ui/scenes/${scene.file}.svelte`);
      const { head, body } = await render(component.default, { props: scene.props ?? {} });
      const office = scene.office
        ? '<link rel="stylesheet" href="/src/lib/ui/office.css"><script defer src="/kantor.js"></script>'
        : '';
      pages.set(
        name,
        `<!doctype html><html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/src/lib/ui/base.css">${office}<script defer src="/balai.js"></script>${head}</head><body>${body}</body></html>`,
      );
    }
    return pages;
  } finally {
    await vite.close();
  }
}

/** Serves the scenes at `/<name>` on 127.0.0.1; port 0 takes any free one. */
export async function serveGallery(port = 0): Promise<{ origin: string; server: Server }> {
  const pages = await renderScenes();
  const scripts = new Map<string, string>();
  for (const name of ['balai', 'kantor']) scripts.set(`/${name}.js`, await browserScript(name));
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://gallery');
    const page = pages.get(pathname.slice(1));
    response.setHeader('content-security-policy', "default-src 'self'; img-src 'self' data: blob:");
    if (page) return void response.setHeader('content-type', 'text/html').end(page);
    const script = scripts.get(pathname);
    if (script) return void response.setHeader('content-type', 'text/javascript').end(script);
    if (pathname === '/sheet.svg')
      return void response.setHeader('content-type', 'image/svg+xml').end(sheet);
    const type = types[path.extname(pathname)];
    const file = path.join(root, pathname === '/favicon.svg' ? 'static/favicon.svg' : pathname);
    if (!type || !file.startsWith(root)) return void response.writeHead(404).end();
    readFile(file).then(
      (bytes) => response.setHeader('content-type', type).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
