import { openStore } from '../sqlite/open-store.ts';
import { StoreError } from '../store-error.ts';

/**
 * A separate process that writes settings of `size` characters to the store at `path` until that fails. Prints a line for
 * each written setting, and finally the reason of the failure.
 */
const [path = '', size = '1', count = '1'] = process.argv.slice(2);
try {
  const store = openStore(path);
  for (let at = 0; at < Number(count); at += 1) {
    await store.settings.set(`key ${at}`, 'x'.repeat(Number(size)));
    process.stdout.write(`${at}\n`);
  }
  await store.close();
} catch (error) {
  const { reason, message, detail } = error as StoreError;
  process.stdout.write(JSON.stringify({ known: error instanceof StoreError, reason, message, detail }));
}
