import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as Typst from '@myriaddreamin/typst-ts-node-compiler';
import { projectRoot } from '../project-root.ts';
import { readLetterFonts } from './fonts.ts';

/** A picture the layout may place, by the path it is known under while it compiles. */
export interface TypesetterImage {
  bytes: Uint8Array;
  format: string;
}

/** Thrown when a layout does not compile: a fault of ours, never of what a resident typed. */
class TypesettingError extends Error {
  override name = 'TypesettingError';
}

/** Results of the typesetter's own cache that were not used in this many letters are dropped. */
const cacheAge = 10;

let shared: Typst.NodeCompiler | undefined;

/**
 * One compiler for the process: making it reads the fonts, using it takes milliseconds. Its native
 * library is loaded at the first letter, so that a process without letters does not carry it.
 */
function compiler(): Typst.NodeCompiler {
  if (!shared) {
    const require = createRequire(import.meta.url);
    const typst = require('@myriaddreamin/typst-ts-node-compiler') as typeof Typst;
    shared = typst.NodeCompiler.create({
      workspace: inWorkspace(''),
      fontArgs: [{ fontBlobs: readLetterFonts() }],
    });
  }
  return shared;
}

/**
 * Typesets `layout` (a file in letter-types/layout) with `data`, which the layout reads as
 * JSON: text in it is data, never markup. Runs without a pause, so letters cannot mix.
 */
function typeset<T>(
  layout: string,
  data: unknown,
  images: Map<string, Uint8Array>,
  finish: (made: Typst.NodeCompiler, document: Typst.NodeTypstDocument) => T,
): T {
  const made = compiler();
  for (const [path, bytes] of images) made.mapShadow(inWorkspace(path), Buffer.from(bytes));
  try {
    const compiled = made.compile({
      mainFilePath: inWorkspace(layout),
      inputs: { data: JSON.stringify(data) },
    });
    const document = compiled.result;
    if (!document) {
      const reasons = compiled.takeError()?.shortDiagnostics ?? [];
      throw new TypesettingError(`${layout}: ${JSON.stringify(reasons)}`);
    }
    return finish(made, document);
  } finally {
    for (const path of images.keys()) made.unmapShadow(inWorkspace(path));
    made.evictCache(cacheAge);
  }
}

const inWorkspace = (path: string) => join(projectRoot(), 'letter-types', 'layout', path);

/** Lets go of everything that the typesetter keeps for the next letter. */
export function forgetTypeset(): void {
  shared?.evictCache(0);
}

/** The path under which an image is known to a layout: its content's hash. */
export function imagePath(image: TypesetterImage): string {
  return `image-${createHash('sha256').update(image.bytes).digest('hex')}.${image.format}`;
}

/** PDF/A-2b, tagged; `createdAt` becomes its creation date. */
export function typesetPdf(
  layout: string,
  data: unknown,
  createdAt: Date,
  images = new Map<string, Uint8Array>(),
): Uint8Array {
  return typeset(layout, data, images, (made, document) =>
    made.pdf(document, {
      pdfStandard: 'a-2b',
      creationTimestamp: Math.floor(createdAt.getTime() / 1000),
    }),
  );
}

/** One SVG picture of all pages, one under the other. */
export function typesetSvg(
  layout: string,
  data: unknown,
  images = new Map<string, Uint8Array>(),
): string {
  return typeset(layout, data, images, (made, document) => made.plainSvg(document));
}
