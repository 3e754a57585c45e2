/** undici, in a separate chunk that the first request loads. */
export { Pool, Response } from 'undici';
