import { parseArgs } from 'node:util';

/** What `npm run bench` was asked for. */
export interface BenchOptions {
  /** Where to write the result as JSON. */
  readonly json: string | undefined;
  /** Few rounds: to see that it works, not to quote. */
  readonly quick: boolean;
  /** Only measurements whose name holds this. */
  readonly only: string | undefined;
}

export const readOptions = (args: readonly string[]): BenchOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: { json: { type: 'string' }, quick: { type: 'boolean' }, only: { type: 'string' } },
  });
  return { json: values.json, quick: values.quick ?? false, only: values.only };
};
