import { event } from '../v1/events.ts';
import { recordedText } from './replay.ts';

/** One event of a recorded stream. */
export interface RecordedEvent {
  readonly name: string;
  readonly data: string;
}
/** What stands in the fields of an event instead of what was recorded. */
export type Fill = (field: string, recorded: unknown) => unknown;

/** A recorded stream of events in three parts: before the text, one piece of the text, and after it. */
export interface RecordedStream {
  readonly before: readonly RecordedEvent[];
  readonly piece: readonly RecordedEvent[];
  readonly after: readonly RecordedEvent[];
}

/** Cuts a recorded stream at its first and last `pieceName` event. */
export const recordedStream = (name: string, pieceName: string): RecordedStream => {
  const events = [...recordedText(name).matchAll(/^event: (.+)\ndata: (.+)$/gm)].map(
    ([, type = '', data = '']) => ({ name: type, data }),
  );
  const isPiece = (each: RecordedEvent): boolean => each.name === pieceName;
  const [first, last] = [events.findIndex(isPiece), events.findLastIndex(isPiece)];
  return {
    before: events.slice(0, first),
    piece: events.slice(first, first + 1),
    after: events.slice(last + 1),
  };
};

/** Writes recorded events with other values in their fields. */
export const writeEvents = (events: readonly RecordedEvent[], fill: Fill): string =>
  events.map(({ name, data }) => event(name, JSON.parse(data, fill))).join('');
