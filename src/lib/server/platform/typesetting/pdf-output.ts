import { createHash } from 'node:crypto';
import { PdfArray, PdfDict, PdfRef, PdfStream, type PDF, type PdfObject } from '@libpdf/core';

/** Writes the objects of PDFs one after the other under new numbers, and keeps no more than their places. */
export class PdfOutput {
  /** Where each object begins; an object that turned out to be a twin has none. */
  #places: (number | undefined)[] = [undefined];
  #position = 0;
  #waiting: Uint8Array[] = [];
  /** Fonts, pictures and the like that stand in the output already, by what they hold. */
  #twins = new Map<string, number>();

  /** A number for an object to come. */
  reserve(): number {
    return this.#places.push(undefined) - 1;
  }

  /** What was written since it was last asked. */
  take(): Uint8Array {
    const taken = Buffer.concat(this.#waiting);
    this.#waiting = [];
    return taken;
  }

  text(text: string): void {
    this.#write(Buffer.from(text, 'latin1'));
  }

  /** An object whose content is written out by hand. */
  object(number: number, content: string): void {
    this.#begin(number);
    this.text(`${content}\nendobj\n`);
  }

  /** A copy of what a document's page needs, under new numbers. */
  copyFrom(document: PDF): (object: PdfObject) => string {
    const copied = new Map<string, number>();
    const copyReferred = (ref: PdfRef): number => {
      const known = copied.get(String(ref));
      if (known !== undefined) return known;
      const number = this.reserve();
      copied.set(String(ref), number);
      const referred = document.getObject(ref);
      const head = Buffer.from(referred ? copy(referred) : 'null', 'latin1');
      const body =
        referred instanceof PdfStream
          ? [Buffer.from('\nstream\n'), referred.data, Buffer.from('\nendstream')]
          : [];
      const content = Buffer.concat([head, ...body]);
      if (body.length === 0) {
        this.#begin(number);
        this.#write(content);
        this.text('\nendobj\n');
        return number;
      }
      // The same coat of arms stands in every letter; it is kept once.
      const digest = createHash('sha256').update(content).digest('base64');
      const twin = this.#twins.get(digest);
      if (twin !== undefined) {
        copied.set(String(ref), twin);
        return twin;
      }
      this.#twins.set(digest, number);
      this.#begin(number);
      this.#write(content);
      this.text('\nendobj\n');
      return number;
    };
    const copyEntries = (dict: PdfDict, leave: readonly string[]) =>
      [...dict]
        .filter(([{ value }]) => !leave.includes(value))
        .map(([{ value }, entry]) => `/${escapeName(value)} ${copy(entry)}`)
        .join(' ');
    const copy = (object: PdfObject): string => {
      if (object instanceof PdfRef) return `${copyReferred(object)} 0 R`;
      if (object instanceof PdfArray) return `[${[...object].map(copy).join(' ')}]`;
      if (object instanceof PdfStream)
        return `<< ${copyEntries(object, ['Length'])} /Length ${object.data.length} >>`;
      if (object instanceof PdfDict) return `<< ${copyEntries(object, [])} >>`;
      switch (object.type) {
        case 'name':
          return `/${escapeName(object.value)}`;
        case 'string':
          return `<${Buffer.from(object.bytes).toString('hex')}>`;
        case 'number':
        case 'bool':
          return String(object.value);
        case 'null':
          return 'null';
        default:
          throw new Error(`A PDF object of the kind ${object.type} cannot be copied.`);
      }
    };
    return copy;
  }

  /** Closes the file. */
  end(catalogue: number, info: number): void {
    const start = this.#position;
    const lines = this.#places.map((place) =>
      place === undefined
        ? '0000000000 65535 f \n'
        : `${String(place).padStart(10, '0')} 00000 n \n`,
    );
    this.text(
      `xref\n0 ${lines.length}\n${lines.join('')}trailer\n` +
        `<< /Size ${lines.length} /Root ${catalogue} 0 R /Info ${info} 0 R >>\n` +
        `startxref\n${start}\n%%EOF\n`,
    );
  }

  #begin(number: number): void {
    this.#places[number] = this.#position;
    this.text(`${number} 0 obj\n`);
  }

  #write(bytes: Uint8Array): void {
    this.#waiting.push(bytes);
    this.#position += bytes.length;
  }
}

/** Signs that end a name are written as their code. */
const escapeName = (name: string) =>
  [...Buffer.from(name, 'utf8')]
    .map((byte) =>
      byte > 32 && byte < 127 && !'#()<>[]{}/%'.includes(String.fromCharCode(byte))
        ? String.fromCharCode(byte)
        : `#${byte.toString(16).padStart(2, '0')}`,
    )
    .join('');
