import { serve } from './serve.ts';

/** `balai demo`: the demonstration village. */
export async function run(): Promise<void> {
  process.env.BALAI_DEMO = '1';
  const port = await serve();
  console.log(`Balai listens on http://localhost:${port}`);
}
