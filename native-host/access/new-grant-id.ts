import { ID_BYTES, idFrom } from '../../shared/key/key.ts';

/** A new public id. */
export const newGrantId = (random: (bytes: number) => Uint8Array): string => idFrom(random(ID_BYTES));
