/** undici's forms, in a separate chunk that the first form loads. */
export { Response } from 'undici';
