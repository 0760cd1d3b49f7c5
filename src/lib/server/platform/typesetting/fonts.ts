import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const faces = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic'];
const families = { arimo: 'Arimo', tinos: 'Tinos' };

/**
 * Four faces each of Arimo, which has the widths of Arial (the face that letters of government offices are
 * set in), and of Tinos, which has those of Times New Roman; both with an open licence. Found through
 * their packages, so that it works from source and from the built server alike.
 */
export function readLetterFonts(): Buffer[] {
  const { resolve } = createRequire(import.meta.url);
  return Object.entries(families).flatMap(([name, family]) =>
    faces.map((face) =>
      readFileSync(resolve(`@expo-google-fonts/${name}/${face}/${family}_${face}.ttf`)),
    ),
  );
}
