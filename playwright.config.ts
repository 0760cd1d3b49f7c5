import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';

const use: PlaywrightTestConfig['use'] = {
  // The phone in a resident's hand; the office's tests take `officeScreen` of tests/e2e/world.ts.
  viewport: { width: 360, height: 740 },
  locale: 'id-ID',
  timezoneId: 'Asia/Makassar',
  trace: 'off',
  screenshot: process.env.CI ? 'off' : 'only-on-failure',
  launchOptions: {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      '--no-first-run',
    ],
  },
};

/** Journeys through the built application, with JavaScript in the browser and without. */
export default defineConfig({
  testDir: 'tests/e2e',
  // Node reads this TypeScript as it is: what is not translated loads in a third of the time.
  build: { external: ['**/*.ts'] },
  outputDir: 'test-results/e2e',
  globalSetup: './tests/e2e/global-setup.ts',
  // Of its time, a journey spends half on waiting for the page: three keep two cores busy.
  workers: 3,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  reporter: 'list',
  projects: [
    { name: 'js', use: { ...use, javaScriptEnabled: true } },
    {
      name: 'nojs',
      testMatch: /journeys\/.*\.spec\.ts/,
      use: { ...use, javaScriptEnabled: false },
    },
  ],
});
