/** A picture of an article, as pages name it. Pure. */

export interface Illustration {
  id: string;
  /** By which the text names it: `![…](gambar-1)`. */
  number: number;
  /** What one who does not see it is told. */
  alt: string;
  /** Of the large size. */
  width: number;
  height: number;
}

/** The sizes of a picture: for phones and lists, for the article, for the preview of a shared link. */
export const pictureSizes = ['kecil', 'besar', 'kartu'] as const;
export type PictureSize = (typeof pictureSizes)[number];

/** Longest side of the small and the large size, in pixels. */
export const smallSide = 480;
export const largeSide = 1280;
/** The card of a shared link, as WhatsApp and others show it. */
export const cardSide = { width: 1200, height: 630 } as const;

export const pictureAddress = (id: string, size: PictureSize): string => `/gambar/${id}/${size}`;

/** How wide the small size of a picture is. */
const smallWidth = ({ width, height }: Pick<Illustration, 'width' | 'height'>): number =>
  Math.round(width * Math.min(1, smallSide / Math.max(width, height)));

/** `srcset` of a picture in its two sizes. */
export function pictureSet(picture: Omit<Illustration, 'alt' | 'number'>): string {
  const small = smallWidth(picture);
  const large = `${pictureAddress(picture.id, 'besar')} ${picture.width}w`;
  return small < picture.width
    ? `${pictureAddress(picture.id, 'kecil')} ${small}w, ${large}`
    : large;
}
