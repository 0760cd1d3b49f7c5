import type { Writable } from 'node:stream';
import pg from 'pg';

/** The statement by which a transaction says whose rows it may see; village-client sends it with `begin`. */
export const setVillage = "select set_config('app.village_id', $1, true)";

/** Long statements are written by bulk work and seldom twice. */
const longestPrepared = 4_000;
const mostPrepared = 500;

/** A name under which a statement is prepared once a connection: planning costs more than running it. */
function nameOf(names: Map<string, string>, text: string): string | undefined {
  if (text.length > longestPrepared) return undefined;
  let name = names.get(text);
  if (!name && names.size < mostPrepared) {
    name = `s${names.size}`;
    names.set(text, name);
  }
  return name;
}

/** How long the end of a reading waits for the next beginning on its connection. Milliseconds. */
const patience = 4;

const nothing = { rows: [], rowCount: 0, command: '', oid: 0, fields: [] };

/** How a transaction begins that may write, and one that may not. */
const beginnings = new Set(['begin', 'start transaction read only']);

/**
 * A connection that does not wait where there is nothing to wait for. The beginning of a transaction
 * and the village's variable leave together, right before the first real statement; answers come in
 * order (the driver's pipeline mode, which the pool switches on). The end of a transaction that only
 * reads has nothing to tell: it leaves with the next beginning, as one message. A page's transaction so
 * takes one round trip, or two where it writes, instead of four. A failure of what was not waited for
 * fails every statement after it, and the commit.
 */
class VillageClient extends pg.Client {
  /** Names of statements by their text. */
  protected readonly names: Map<string, string> = new Map();
  /** How the transaction begins that has not left yet. */
  #beginning: string | undefined;
  #onlyReads = false;
  #heldBack = false;
  /** A reading has ended, which the server was not told yet. */
  #ended = false;
  #patience: NodeJS.Timeout | undefined;

  // The driver's `query` has many shapes; only the two that Kysely and the pool use are told apart.
  override query(...args: unknown[]): never {
    const [text, values, callback] = args;
    const send = (...what: unknown[]) => (super.query as (...a: unknown[]) => never)(...what);
    /** A failure is told by the statement that follows: the transaction is aborted then. */
    const sendUnanswered = (what: string) => {
      this.#holdBack();
      (send(what) as Promise<unknown>).catch(() => {});
      return Promise.resolve(nothing) as never;
    };
    if (typeof text !== 'string' || typeof callback === 'function') {
      if (this.#ended) void sendUnanswered(this.#end());
      const answer = send(...args);
      this.#letGo();
      return answer;
    }
    if (beginnings.has(text)) {
      this.#beginning = text;
      this.#onlyReads = text !== 'begin';
      return Promise.resolve(nothing) as never;
    }
    if (this.#beginning) {
      const beginning = this.#beginning;
      this.#beginning = undefined;
      const village = text === setVillage ? Number((values as string[])[0]) : Number.NaN;
      if (Number.isSafeInteger(village))
        return sendUnanswered(
          `${this.#end()}${beginning}; select set_config('app.village_id', '${village}', true)`,
        );
      void sendUnanswered(this.#end() + beginning);
    } else if (text === 'commit' && this.#onlyReads) {
      this.#ended = true;
      this.#patience ??= setTimeout(() => this.#endNow(), patience).unref();
      this.#patience.refresh();
      return Promise.resolve(nothing) as never;
    } else if (this.#ended) void sendUnanswered(this.#end());
    const parameters = (values ?? []) as unknown[];
    const name = parameters.length ? nameOf(this.names, text) : undefined;
    const answer = send(
      name ? { name, text, values: parameters } : text,
      name ? undefined : parameters,
    );
    if (this.#heldBack) process.nextTick(() => this.#letGo());
    return answer;
  }

  /** What ends a reading that has ended: to be sent now, before anything else. */
  #end(): string {
    const end = this.#ended ? 'commit; ' : '';
    this.#ended = false;
    return end;
  }

  /** Nothing came that it could leave with. */
  #endNow() {
    if (this.#ended) (super.query(this.#end()) as Promise<unknown>).catch(() => {});
  }

  get #stream(): Writable {
    return (this as unknown as { connection: { stream: Writable } }).connection.stream;
  }

  /** What is sent from now on leaves in one write, once it is let go. */
  #holdBack() {
    if (!this.#heldBack) this.#stream.cork();
    this.#heldBack = true;
  }

  #letGo() {
    if (this.#heldBack) this.#stream.uncork();
    this.#heldBack = false;
  }
}

/** Such connections for one pool: they call a statement by the same name. */
export function villageClients(): typeof pg.Client {
  const names = new Map<string, string>();
  return class extends VillageClient {
    protected override readonly names = names;
  };
}
