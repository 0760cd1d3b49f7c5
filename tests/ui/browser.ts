import { existsSync } from 'node:fs';
import { chromium, type Browser } from '@playwright/test';

/** Debian's Chromium, or the one CHROMIUM names. */
export function launchChromium(): Promise<Browser> {
  const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) =>
    existsSync(path),
  );
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? installed,
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
}
