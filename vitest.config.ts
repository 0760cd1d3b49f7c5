import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts', 'cli/**/*.test.ts'],
    exclude: ['tests/e2e/**'],
    globalSetup: 'tests/global-setup.ts',
    env: { BALAI_LOG: 'silent' },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
