/** undici, as the part of the program that is loaded by the first request. */
export { Pool } from 'undici';
