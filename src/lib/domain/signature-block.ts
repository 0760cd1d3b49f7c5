import { plainPosition } from './official-posts.ts';
import type { MandateCapacity } from './signing-authority.ts';
import type { VillageNames } from './village-names.ts';

/** A signer's post, and whose place they take. */
export interface SignerPosts {
  /** Their own: "Sekretaris Desa". */
  position: string;
  /** Absent for the head, who signs in their own name. */
  inPlaceOf?: {
    capacity: MandateCapacity;
    /** What the village's head is called: "Kepala Desa", "Keuchik". */
    head: string;
    /** What the head's secretary is called. */
    secretary: string;
  };
}

/** "Kepala Desa Batu Putih" from "Kepala Desa"; a position that names the village stays. */
function positionTitle(position: string, { name }: VillageNames): string {
  return position.toLowerCase().includes(name.toLowerCase()) ? position : `${position} ${name}`;
}

/**
 * The lines over a signature, as official letters have them: "a.n. KEPALA DESA BATU PUTIH" /
 * "SEKRETARIS DESA" / "u.b." / "KASI PELAYANAN".
 */
export function signatureLines({ position, inPlaceOf }: SignerPosts, village: VillageNames) {
  if (!inPlaceOf) return [upper(positionTitle(position, village))];
  const head = upper(positionTitle(inPlaceOf.head, village));
  switch (inPlaceOf.capacity) {
    case 'plt':
      return [`Plt. ${head}`];
    case 'plh':
      return [`Plh. ${head}`];
    case 'an':
      return [`a.n. ${head}`, upper(position)];
    case 'ub':
      return [`a.n. ${head}`, upper(inPlaceOf.secretary), 'u.b.', upper(position)];
  }
}

/** Capitals, save for the "Pj." before a post. */
function upper(position: string): string {
  const plain = plainPosition(position);
  const whole = position.trim();
  return whole.slice(0, whole.length - plain.length) + plain.toUpperCase();
}

/** The same in a line of text: "Sekretaris Desa, a.n. Kepala Desa". */
export function capacityInWords({ position, inPlaceOf }: SignerPosts): string {
  if (!inPlaceOf) return position;
  const { capacity, head, secretary } = inPlaceOf;
  switch (capacity) {
    case 'plt':
      return `Plt. ${head}`;
    case 'plh':
      return `Plh. ${head}`;
    case 'an':
      return `${position}, a.n. ${head}`;
    case 'ub':
      return `${position}, u.b. ${secretary}, a.n. ${head}`;
  }
}

/** What a letter's text calls the signer: "Sekretaris Desa Batu Putih", "Plt. Kepala Desa Batu Putih". */
export function signerTitle({ position, inPlaceOf }: SignerPosts, village: VillageNames): string {
  if (inPlaceOf?.capacity === 'plt') return `Plt. ${positionTitle(inPlaceOf.head, village)}`;
  if (inPlaceOf?.capacity === 'plh') return `Plh. ${positionTitle(inPlaceOf.head, village)}`;
  return positionTitle(position, village);
}
