import {
  imagePath,
  printableData,
  printableText,
  typesetPdf,
  type TypesetterImage,
} from '#lib/server/platform/index.ts';
import type { RecordPart } from './record-view.ts';

/** What stands on a copy of someone's record. */
export interface Biodata {
  /** "Desa Batu Putih, Kecamatan Taliwang, Kabupaten Sumbawa Barat" */
  office: string;
  author: string;
  name: string;
  /** By whom and when it was made, at the foot of every page. */
  foot: string;
  parts: readonly Pick<RecordPart, 'title' | 'lines'>[];
  photo: TypesetterImage | null;
}

/** What a copy says of itself; nobody may take it for the document. */
const biodataMark = 'SALINAN – bukan dokumen kependudukan';

/** The widest word that fits beside the labels. */
const longestValue = 40;

/** The copy as a PDF, A4 portrait. */
export function renderBiodata(biodata: Biodata, createdAt: Date): { pdf: Uint8Array } {
  const { office, author, name, foot, photo } = biodata;
  const data = {
    ...printableData({ office, author, foot: `${biodataMark}. ${foot}` }),
    title: printableText('Biodata Penduduk'),
    mark: printableText(biodataMark, Infinity),
    parts: biodata.parts.map(({ title, lines }) => ({
      title: printableText(title),
      lines: lines.map(({ label, value }) => ({
        label: printableText(label),
        value: printableText(value, longestValue),
      })),
    })),
    photo: photo && { path: imagePath(photo), alt: printableText(`Foto ${name}`, Infinity) },
  };
  const images = new Map(photo ? [[imagePath(photo), photo.bytes]] : []);
  return { pdf: typesetPdf('biodata.typ', data, createdAt, images) };
}
