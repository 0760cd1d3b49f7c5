import type { Writable } from 'node:stream';
import pg from 'pg';

/** The statement by which a transaction says whose rows it may see; village-client sends it with `begin`. */
export const setVillage = "select set_config('app.village_id', $1, true)";

/** Long statements are written by bulk work and seldom twice. */
const longestPrepared = 4_000;
const mostPrepared = 500;
const names = new Map<string, string>();

/** A name under which a statement is prepared once a connection: planning costs more than running it. */
function nameOf(text: string): string | undefined {
  if (text.length > longestPrepared) return undefined;
  let name = names.get(text);
  if (!name && names.size < mostPrepared) {
    name = `s${names.size}`;
    names.set(text, name);
  }
  return name;
}

const nothing = { rows: [], rowCount: 0, command: '', oid: 0, fields: [] };

/**
 * A connection that does not wait where there is nothing to wait for. `begin` and the village's
 * variable leave together, right before the first real statement; answers come in order
 * (the driver's pipeline mode, which the pool switches on). A page's transaction so takes two round trips instead of four. A
 * failure of what was not waited for fails every statement after it, and the commit.
 */
export class VillageClient extends pg.Client {
  #begun = false;
  #held = false;

  get #stream(): Writable {
    return (this as unknown as { connection: { stream: Writable } }).connection.stream;
  }

  // The driver's `query` has many shapes; only the two that Kysely and the pool use are told apart.
  override query(...args: unknown[]): never {
    const [text, values, callback] = args;
    const send = (...what: unknown[]) => (super.query as (...a: unknown[]) => never)(...what);
    if (typeof text !== 'string' || typeof callback === 'function') return send(...args);
    if (text === 'begin') {
      this.#begun = true;
      return Promise.resolve(nothing) as never;
    }
    if (this.#begun) {
      this.#begun = false;
      const village = text === setVillage ? Number((values as string[])[0]) : Number.NaN;
      const opening = Number.isSafeInteger(village)
        ? `begin; select set_config('app.village_id', '${village}', true)`
        : 'begin';
      // Held back until the first real statement, so that both leave in one write.
      this.#stream.cork();
      this.#held = true;
      // A failure is told by the statement that follows: the transaction is aborted then.
      (send(opening) as Promise<unknown>).catch(() => {});
      if (opening !== 'begin') return Promise.resolve(nothing) as never;
    }
    const parameters = (values ?? []) as unknown[];
    const name = parameters.length ? nameOf(text) : undefined;
    const answer = send(
      name ? { name, text, values: parameters } : text,
      name ? undefined : parameters,
    );
    if (this.#held) {
      this.#held = false;
      process.nextTick(() => this.#stream.uncork());
    }
    return answer;
  }
}
