import type { CompiledQuery } from 'kysely';
import type { VillageTx } from './transaction.ts';

/**
 * A query whose text is always the same, built and compiled once a process and not at each asking:
 * for the few that every page sends, where building costs more than the answer.
 * @param build writes the query. What it is given in place of the parameters is opaque: it may be
 *   compared with columns and used as a limit, and not be looked into.
 * @returns sends it with these parameters
 */
export function statement<P extends readonly unknown[], Row>(
  build: (tx: VillageTx, ...parameters: P) => { compile(): CompiledQuery<Row> },
): (tx: VillageTx, ...parameters: P) => Promise<Row[]> {
  let compiled: CompiledQuery<Row> | undefined;
  /** For each parameter of the statement, in its order, where its value stands among those given. */
  let order: number[] = [];
  return async (tx, ...given) => {
    if (!compiled) {
      const places = given.map(() => ({}));
      compiled = build(tx, ...(places as unknown as P)).compile();
      order = compiled.parameters.map((parameter) => places.indexOf(parameter as object));
    }
    const constants = compiled.parameters;
    const parameters = order.map((at, i) => (at < 0 ? constants[i] : given[at]));
    return (await tx.executeQuery<Row>({ ...compiled, parameters })).rows;
  };
}
