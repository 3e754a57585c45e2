/// <reference path="./undici-pool.d.ts" />
/**
 * undici's connection pool, in a separate chunk that the first request loads. It is not imported from the package's
 * entry, because the rest of undici takes as long to load again.
 */
export { default as Pool } from 'undici/lib/dispatcher/pool.js';
