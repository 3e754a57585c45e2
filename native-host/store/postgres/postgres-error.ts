import { StoreError, type StoreTrouble } from '../store-error.ts';

/** SQLSTATE codes, then their classes (https://www.postgresql.org/docs/15/errcodes-appendix.html). */
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

/** Two characters of a class, of which none starts with E, and three more. */
const SQLSTATE = /^[0-9A-DF-Z][0-9A-Z]{4}$/;

const troubleOf = (code: string | undefined): StoreTrouble => {
  // `pg` sets no code if a connection was lost or never made.
  if (code === undefined) return 'unreachable';
  const known = BY_STATE.find(([prefix]) => code.startsWith(prefix));
  if (known) return known[1];
  // Anything else is a code of the system, like EPIPE.
  return SQLSTATE.test(code) ? 'other' : 'unreachable';
};

/** Converts an error of `pg`. `address` appears in messages, so it must not contain a password. */
export const toPostgresError = (error: unknown, address: string): StoreError =>
  error instanceof StoreError
    ? error
    : new StoreError(troubleOf((error as { code?: string }).code), address, { cause: error });
