#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { commands } from './commands.ts';

// Some hundred modules are read by each command, and by each thread, which learns of it by the
// environment; beside the packages nobody else may write.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, '../node_modules/.cache/balai');
enableCompileCache(process.env.NODE_COMPILE_CACHE);

const [name = 'help', ...args] = process.argv.slice(2);

const command = commands.find((c) => c.name === name || name.startsWith(c.name + ' '));
if (!command) {
  const lines = commands.map((c) => `  balai ${c.usage.padEnd(44)} ${c.about}`);
  console.log(['Balai: the counter of a village, online.', '', ...lines].join('\n'));
  process.exitCode = name === 'help' ? 0 : 2;
} else {
  try {
    const module = await command.load();
    process.exitCode = (await module.run(args)) ?? 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    if (process.env.BALAI_LOG === 'debug') console.error(error);
    process.exitCode = 1;
  }
}
