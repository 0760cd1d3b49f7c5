import type { TemporaryPassword } from '../src/lib/server/access/index.ts';

/** Prints a password that was made for an officer; it is shown this once. */
export function tellTemporaryPassword({ username, password }: TemporaryPassword): void {
  console.log(`Username             ${username}
Temporary password   ${password}
Valid for 24 hours. The first sign-in at /kantor sets up the second factor and a password of one's own.`);
}
