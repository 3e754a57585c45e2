import { Client, type ClientConfig, Pool, types } from 'pg';

/** Timeout of a connection attempt and of a statement, in milliseconds. */
const DATABASE_TIMEOUT_MS = 5000;

/** Connections per process. Each request needs one for well under a millisecond. */
const MAX_CONNECTIONS = 10;

/** Times and counts are BIGINT, which `pg` returns as text. All of ours are safe integers. */
const numbers: ClientConfig['types'] = {
  getTypeParser: (id: number, format?: 'text' | 'binary') =>
    id === types.builtins.INT8 ? Number : types.getTypeParser(id, format as 'text'),
};

/** Options of every connection. User and password may come from the environment variables and files of libpq. */
const common = (address: string): ClientConfig => ({
  connectionString: address,
  application_name: 'ollama-turnkey',
  connectionTimeoutMillis: DATABASE_TIMEOUT_MS,
  query_timeout: DATABASE_TIMEOUT_MS,
  statement_timeout: DATABASE_TIMEOUT_MS,
  keepAlive: true,
  types: numbers,
});

/** Creates a pool. It connects on use; errors of idle connections are ignored. */
export const openPool = (address: string): Pool => {
  const pool = new Pool({ ...common(address), max: MAX_CONNECTIONS, idleTimeoutMillis: 30_000 });
  // Without a listener, an idle connection that is lost would end the process. The next query opens another one.
  pool.on('error', () => {});
  return pool;
};

/** Creates a client outside of the pool, not connected yet. */
export const newClient = (address: string): Client => new Client(common(address));
