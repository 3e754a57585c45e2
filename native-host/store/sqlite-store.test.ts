import { join } from 'node:path';
import { openStore } from './open-store.ts';
import { storeSuite } from './testing/store-suite.ts';
import { temporaryFolder } from './testing/temporary-store.ts';

storeSuite('the store in a file', () => {
  const path = join(temporaryFolder(), 'turnkey.sqlite');
  return (now, leaseSeconds) => openStore(path, now, leaseSeconds === undefined ? {} : { leaseSeconds });
});
