import { readdirSync } from 'node:fs';
import { RECORDINGS, type Recording, recordingOf } from '../../scripts/stand-in/recorded/recordings.ts';

/** All recordings, by name. */
export const recordings: ReadonlyMap<string, Recording> = new Map(
  readdirSync(RECORDINGS)
    .filter((file) => file.endsWith('.json'))
    .map((file) => recordingOf(file.slice(0, -'.json'.length)))
    .map((recording) => [recording.name, recording]),
);
