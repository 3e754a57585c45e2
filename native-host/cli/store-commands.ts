import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { UserError } from '../errors/user-error.ts';
import { openStoreAt } from '../store/choose-store.ts';
import { copyStore } from '../store/copy-store.ts';
import { isPostgresAddress } from '../store/postgres/store-address.ts';
import { storeFile } from '../store/store-file.ts';
import { CONTENTS_PARTS } from '../store/tables.ts';
import type { CliContext } from './cli-context.ts';
import { readStoreAddress } from './store-address.ts';

interface MigrateFlags {
  readonly from?: string;
  readonly to: string;
  readonly json?: boolean;
}

const migrate = async ({ from, to, json }: MigrateFlags, { data, print }: CliContext): Promise<void> => {
  const target = readStoreAddress(to);
  const source = from === undefined ? storeFile(data) : readStoreAddress(from);
  if (!isPostgresAddress(source) && !existsSync(source)) {
    throw new UserError(`No store exists at ${source}.`, 'Use --from to name the store to copy.');
  }
  const [one, other] = [openStoreAt(source), openStoreAt(target)];
  try {
    const { counts, copied } = await copyStore(one, other);
    if (json) return print(JSON.stringify({ copied, counts }, null, 2));
    for (const part of CONTENTS_PARTS) print(`${String(counts[part]).padStart(8)} ${part}`);
    print(copied ? 'Copied.' : 'Nothing to do: both stores have the same contents.');
  } finally {
    await Promise.all([one.close(), other.close()]);
  }
};

/** `store migrate`: copies the store from the file to a database, or back. */
export const addStoreCommands = (program: Command, context: CliContext): void => {
  const store = program.command('store').description('manage the store of keys, permissions and usage');
  store
    .command('migrate')
    .description(
      'copy a store into an empty one; stop `serve` first, so that no usage is recorded during the copy',
    )
    .option('--from <store>', 'a file or a database (default: the file of this user)')
    .requiredOption('--to <store>', 'a file, or a database like postgres://user@host/turnkey')
    .option('--json', 'print JSON')
    .action((flags: MigrateFlags) => migrate(flags, context));
};
