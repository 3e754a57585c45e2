export type { Store } from './contract.ts';
export { openStore, type StoreOptions } from './sqlite/open-store.ts';
