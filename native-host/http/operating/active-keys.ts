import { type Grant, grantState } from '../../../shared/access/grant.ts';
import type { Store } from '../../store/contract.ts';
import { isHttpKey } from '../api-keys.ts';

interface Options {
  readonly store: Pick<Store, 'grants' | 'permissions'>;
  /** How many keys the environment has. */
  environment(): number;
  now(): number;
}

/** Counts the keys for HTTP that are in force. Reads them again only after a change, since metrics are read often. */
export const createActiveKeys = ({ store, environment, now }: Options): (() => Promise<number>) => {
  let known: { readonly at: object | undefined; readonly keys: readonly Grant[] } | undefined;
  const read = async (): Promise<readonly Grant[]> => {
    const at = store.permissions();
    if (known && at !== undefined && known.at === at) return known.keys;
    const all = await store.grants.list();
    known = { at, keys: all.filter(isHttpKey) };
    return known.keys;
  };
  return async () => {
    const keys = await read();
    return environment() + keys.filter((each) => grantState(each, now()) === 'active').length;
  };
};
