import { Client, type ClientConfig, Pool, types } from 'pg';

/** Milliseconds that a connection or a statement may take before it counts as failed. */
const PATIENCE_MS = 5000;

/** Connections of one process at once: each request needs one for well under a millisecond. */
const CONNECTIONS = 10;

/** Times and counts are BIGINT, which the client gives as text: none of ours leaves the safe integers. */
const numbers: ClientConfig['types'] = {
  getTypeParser: (id: number, format?: 'text' | 'binary') =>
    id === types.builtins.INT8 ? Number : types.getTypeParser(id, format as 'text'),
};

/** What every connection has in common. User and password may come from the usual variables and files of libpq. */
const common = (address: string): ClientConfig => ({
  connectionString: address,
  application_name: 'ollama-turnkey',
  connectionTimeoutMillis: PATIENCE_MS,
  query_timeout: PATIENCE_MS,
  statement_timeout: PATIENCE_MS,
  keepAlive: true,
  types: numbers,
});

export const openPool = (address: string): Pool => {
  const pool = new Pool({ ...common(address), max: CONNECTIONS, idleTimeoutMillis: 30_000 });
  // An idle connection that ends is replaced by the next query, which reports a failure.
  pool.on('error', () => {});
  return pool;
};

export const newClient = (address: string): Client => new Client(common(address));
