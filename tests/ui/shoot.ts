/** Takes a picture of every scene: `node tests/ui/shoot.ts OUTDIR [scene …]`. For the eye, not for a test. */
import { mkdirSync } from 'node:fs';
import { launchChromium } from './browser.ts';
import { scenes, serveGallery } from './gallery.ts';

const [out = 'test-results/gallery', ...only] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
const { origin, server } = await serveGallery();
const browser = await launchChromium();
for (const colorScheme of ['light', 'dark'] as const) {
  for (const [device, width, height] of [
    ['phone', 360, 740],
    ['laptop', 1366, 768],
  ] as const) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme });
    for (const name of Object.keys(scenes)) {
      if (only.length && !only.includes(name)) continue;
      await page.goto(`${origin}/${name}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) console.log(`${name} ${device}: ${wide} > ${width}`);
      await page.screenshot({
        path: `${out}/${name}-${device}-${colorScheme}.png`,
        fullPage: true,
      });
    }
    await page.close();
  }
}
await browser.close();
server.close();
