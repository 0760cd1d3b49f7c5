import { serve } from './serve.ts';

/** `balai start`: the production start. Without a village it shows the set-up page. */
export async function run(): Promise<void> {
  const port = await serve();
  console.log(`Balai listens on http://localhost:${port}`);
}
