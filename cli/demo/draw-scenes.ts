import sharp from 'sharp';
import { readIllustration } from '../../src/lib/server/platform/index.ts';

/** Drawings of our own for the demonstration's articles: flat shapes in the village's colours. */
const scenes = {
  paddies: `<rect width="1280" height="720" fill="#f3e3b5"/><circle cx="1010" cy="180" r="90" fill="#e0ab37"/>
<path d="M0 330 260 170 470 330 700 140 980 330 1280 220V720H0z" fill="#7fa58b"/>
<path d="M0 400q320-70 640 0t640 0V720H0z" fill="#3f8a5f"/><path d="M0 500q320-70 640 0t640 0V720H0z" fill="#2c7550"/>
<path d="M0 610q320-60 640 0t640 0V720H0z" fill="#0e5a44"/>
<g stroke="#c9e3a8" stroke-width="7" stroke-linecap="round" fill="none">${rows(12, (i) => `<path d="M${60 + i * 105} 700v-70m0 30-22-28m22 10 22-28"/>`)}</g>
<g transform="translate(520 380)"><path d="M-60 0 0-46 60 0z" fill="#d9a441"/><circle cy="22" r="26" fill="#8a5a3b"/><path d="M-40 120c0-90 80-90 80 0z" fill="#b5432e"/></g>`,
  canal: `<rect width="1280" height="720" fill="#dcebd5"/><path d="M0 260q640-110 1280 0V720H0z" fill="#8cb98a"/>
<path d="M520 250 760 250 1080 720H200z" fill="#6fb1cf"/><path d="M520 250 200 720H110L490 250zM760 250l320 470h90L800 250z" fill="#a3876a"/>
<g stroke="#bfe0f2" stroke-width="8" stroke-linecap="round"><path d="M560 380h120M520 470h190M480 580h260M600 660h180"/></g>
${people([190, 400, 940, 1110], 420)}`,
  hall: `<rect width="1280" height="720" fill="#f6ead0"/><rect y="560" width="1280" height="160" fill="#c9b48a"/>
<path d="M240 330 640 150l400 180v30H240z" fill="#9c3d2b"/><rect x="290" y="360" width="700" height="210" fill="#fff7e6"/>
<g fill="#7a4a2a">${rows(6, (i) => `<rect x="${300 + i * 132}" y="360" width="24" height="210"/>`)}</g>
<path d="M640 96v60" stroke="#6b5a3a" stroke-width="8"/><path d="M640 96h84v26h-84z" fill="#c8102e"/><path d="M640 122h84v26h-84z" fill="#fff"/>
${people([160, 420, 560, 720, 860, 1120], 500)}`,
  clinic: `<rect width="1280" height="720" fill="#e3f0ee"/><rect y="570" width="1280" height="150" fill="#b8d2c8"/>
<rect x="300" y="230" width="680" height="350" rx="14" fill="#fff"/><path d="M270 240 640 110l370 130z" fill="#2b7a78"/>
<rect x="560" y="400" width="160" height="180" fill="#2b7a78"/><path d="M610 280h60v-50h0v50h50v60h-50v50h-60v-50h-50v-60z" fill="#c8402e"/>
<rect x="360" y="330" width="130" height="100" fill="#bfe0f2"/><rect x="790" y="330" width="130" height="100" fill="#bfe0f2"/>
${people([190, 1060, 1150], 510)}`,
  road: `<rect width="1280" height="720" fill="#cfe4ee"/><path d="M0 330 300 160 560 330 840 190l440 160V720H0z" fill="#84a98c"/>
<path d="M0 400h1280v320H0z" fill="#5f9663"/><path d="M560 400h110l330 320H180z" fill="#8b8b86"/>
<g stroke="#fff" stroke-width="12" stroke-dasharray="44 34"><path d="M612 410 600 720"/></g>
<g fill="#0e5a44">${rows(5, (i) => `<circle cx="${90 + i * 66}" cy="${430 + i * 10}" r="${54 - i * 5}"/>`)}${rows(5, (i) => `<circle cx="${1210 - i * 80}" cy="${440 + i * 8}" r="${58 - i * 6}"/>`)}</g>`,
  sea: `<rect width="1280" height="720" fill="#f7dcae"/><circle cx="640" cy="330" r="110" fill="#e8963c"/>
<path d="M0 360h1280v360H0z" fill="#2f7f9d"/><g stroke="#bfe0f2" stroke-width="8" stroke-linecap="round"><path d="M80 450h170M340 500h230M720 460h180M980 540h190M180 600h260M620 620h280"/></g>
<path d="M420 470h420l-70 96H500z" fill="#7a4a2a"/><path d="M620 200v270" stroke="#4f3220" stroke-width="12"/><path d="M640 214v230h190z" fill="#fff3d6"/><path d="M600 250v194H460z" fill="#d9533c"/>`,
  market: `<rect width="1280" height="720" fill="#fbf0d9"/><rect y="540" width="1280" height="180" fill="#d8c39c"/>
${rows(3, (i) => `<g transform="translate(${130 + i * 370} 230)"><path d="M-40 90h340l-40-90H0z" fill="${['#b5432e', '#2b7a78', '#d9a441'][i]}"/><rect y="90" width="14" height="250" fill="#7a4a2a"/><rect x="246" y="90" width="14" height="250" fill="#7a4a2a"/><rect y="230" width="260" height="110" fill="#a3876a"/><g fill="#6aa84f">${rows(5, (j) => `<circle cx="${34 + j * 48}" cy="222" r="24"/>`)}</g></g>`)}
${people([90, 470, 840, 1190], 520)}`,
  books: `<rect width="1280" height="720" fill="#e9e2f0"/><rect y="580" width="1280" height="140" fill="#b79f7e"/>
<g>${rows(9, (i) => `<rect x="${170 + i * 108}" y="${220 + (i % 3) * 26}" width="86" height="${360 - (i % 3) * 26}" rx="6" fill="${['#0e5a44', '#b5432e', '#e0ab37', '#2f7f9d'][i % 4]}"/>`)}</g>
<rect x="110" y="180" width="1060" height="22" fill="#7a4a2a"/>`,
} as const;

export type Scene = keyof typeof scenes;

function rows(count: number, draw: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => draw(index)).join('');
}

/** Villagers as simple figures, standing at these places. */
function people(places: readonly number[], y: number): string {
  const shirts = ['#b5432e', '#0e5a44', '#2f7f9d', '#e0ab37', '#7d4e8a', '#c46a2b'];
  return places
    .map(
      (x, i) =>
        `<g transform="translate(${x} ${y})"><circle r="30" fill="#8a5a3b"/><path d="M-30-4a30 30 0 0 1 60 0z" fill="#2a211b"/>` +
        `<path d="M-48 150V78c0-54 96-54 96 0v72z" fill="${shirts[i % shirts.length]}"/></g>`,
    )
    .join('');
}

/** A drawing as the picture that somebody would have sent. */
export async function drawScene(scene: Scene) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 720" width="1280" height="720">${scenes[scene]}</svg>`;
  const png = await sharp(Buffer.from(svg)).png().toBuffer();
  return readIllustration(new File([new Uint8Array(png)], `${scene}.png`));
}

/** A portrait of nobody: a head and shoulders in a shirt of this colour. */
export async function drawPortrait(shirt: string, scarf: boolean) {
  const hair = scarf
    ? `<path d="M120 330C120 90 360 90 360 330l30 190H90z" fill="${shirt}"/>`
    : '<path d="M140 300c-20-190 220-190 200 0z" fill="#2a211b"/>';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 640" width="480" height="640">
<rect width="480" height="640" fill="#dfe9df"/>${hair}<ellipse cx="240" cy="300" rx="92" ry="112" fill="#b98058"/>
${scarf ? '' : '<path d="M146 262c10-80 178-80 188 0-40-30-148-30-188 0z" fill="#1c1a15"/>'}
<path d="M40 640c0-190 400-190 400 0z" fill="${shirt}"/><path d="M196 400h88v46l-44 50-44-50z" fill="${scarf ? shirt : '#a8714b'}"/>
<g fill="#2a211b"><circle cx="205" cy="300" r="9"/><circle cx="275" cy="300" r="9"/></g><path d="M206 352q34 28 68 0" fill="none" stroke="#7a3b2a" stroke-width="7" stroke-linecap="round"/></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 85 }).toBuffer();
}
