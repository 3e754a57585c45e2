import { parseArgs } from 'node:util';

/** The options of `npm run bench`. */
export interface BenchOptions {
  /** The file to write the result to, as JSON. */
  readonly json: string | undefined;
  /** Few rounds: to try the bench, not for figures to publish. */
  readonly quick: boolean;
  /** Runs only measurements whose name contains this. */
  readonly only: string | undefined;
  /** Installs the single executable, as packages do, instead of the host that Node runs. */
  readonly executable: boolean;
}

export const readOptions = (args: readonly string[]): BenchOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'string' },
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      executable: { type: 'boolean', default: false },
    },
  });
  const { json, quick, only, executable } = values;
  return { json, quick, only, executable };
};
