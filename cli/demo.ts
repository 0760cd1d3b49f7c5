import { readConfig } from '../src/lib/server/platform/index.ts';
import { anyVillage } from '../src/lib/server/villages/index.ts';
import { seedDemo } from './demo/seed-demo.ts';
import { printDemo } from './demo/print-demo.ts';
import { serve } from './serve.ts';
import { withPlatform } from './with-platform.ts';

/** `balai demo`: fills the demonstration village at the first start, then serves it. */
export async function run(): Promise<void> {
  process.env.BALAI_DEMO = '1';
  process.env.BALAI_LOG ??= 'warn';
  const { port } = readConfig();
  const origin = `http://localhost:${port}`;
  await withPlatform(async () => {
    if (await anyVillage()) return;
    console.log('Menyiapkan desa contoh, sekali saja:');
    await seedDemo(origin, (step) => console.log(`  ${step}`));
  });
  await serve();
  printDemo(origin);
}
