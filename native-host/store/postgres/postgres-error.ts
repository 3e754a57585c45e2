import { StoreError, type StoreTrouble } from '../store-error.ts';

/** SQLSTATE codes and their classes (postgresql.org/docs/current/errcodes-appendix.html), the longer first. */
const BY_STATE: readonly (readonly [prefix: string, StoreTrouble])[] = [
  ['57014', 'locked'],
  ['25006', 'replica'],
  ['42501', 'forbidden'],
  ['53100', 'full'],
  ['55P03', 'locked'],
  ['28', 'forbidden'],
  ['3D', 'forbidden'],
  ['08', 'unreachable'],
  ['53', 'unreachable'],
  ['57P', 'unreachable'],
];

const troubleOf = (code: string | undefined): StoreTrouble => {
  // The client gives no code to a connection that ended or never came about.
  if (code === undefined) return 'unreachable';
  const known = BY_STATE.find(([prefix]) => code.startsWith(prefix));
  if (known) return known[1];
  // A code of the system's, like ECONNREFUSED: SQLSTATE has five characters.
  return code.length === 5 ? 'other' : 'unreachable';
};

/** Any error of a statement as a StoreError. `address` is what messages show: it holds no password. */
export const toPostgresError = (error: unknown, address: string): StoreError =>
  error instanceof StoreError
    ? error
    : new StoreError(troubleOf((error as { code?: string }).code), address, { cause: error });
