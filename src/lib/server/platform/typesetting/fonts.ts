import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const faces = [
  '400Regular/Arimo_400Regular.ttf',
  '400Regular_Italic/Arimo_400Regular_Italic.ttf',
  '700Bold/Arimo_700Bold.ttf',
  '700Bold_Italic/Arimo_700Bold_Italic.ttf',
];

/**
 * The four faces of Arimo, which has the widths of Arial (the face that letters of
 * government offices are set in) and an open licence. Found through the package, so that
 * it works from source and from the built server alike.
 */
export function readLetterFonts(): Buffer[] {
  const { resolve } = createRequire(import.meta.url);
  return faces.map((face) => readFileSync(resolve(`@expo-google-fonts/arimo/${face}`)));
}
