import { EMPTY_PART, type Part } from '../generation/part.ts';
import type { Dialect } from '../http/write-answer.ts';
import { recordedText } from '../recorded/replay.ts';
import { event } from './events.ts';
import { jsonLine } from './openai.ts';

interface Played {
  /** The recording of a complete answer. */
  readonly whole: string;
  /** The recording of a stream, and the name of the events with a part of the text. */
  readonly stream: string;
  readonly pieces: string;
  readonly error: Dialect<Part>['error'];
  /** The fields to replace. `said` is the text so far. */
  values(part: Part, said: string, recorded: unknown): Readonly<Record<string, unknown>>;
}

/** The format of a recorded answer and event stream, in which the text and other values are replaced. */
export const recordedDialect = ({ whole, stream, pieces, error, values }: Played): Dialect<Part> => {
  const events = [...recordedText(stream).matchAll(/^event: (.+)\ndata: (.+)$/gm)].map(
    ([, name = '', data = '']) => ({ name, data }),
  );
  const first = events.findIndex(({ name }) => name === pieces);
  const last = events.findLastIndex(({ name }) => name === pieces);
  let sequence = 0;
  let said = '';
  let started = false;

  const fill = (data: string, part: Part): unknown =>
    JSON.parse(data, (field, recorded) => {
      if (field === 'sequence_number') return sequence++;
      const replaced = values(part, said, recorded);
      return Object.hasOwn(replaced, field) ? replaced[field] : recorded;
    });
  const play = (part: Part, from: number, to?: number): string =>
    events
      .slice(from, to)
      .map(({ name, data }) => event(name, fill(data, part)))
      .join('');
  const piece = (part: Part): string => {
    const before = started ? '' : play(part, 0, first);
    started = true;
    said += part.content;
    if (part.done) return before + play(part, last + 1);
    return part.content === '' ? before : before + play(part, first, first + 1);
  };
  return {
    streamType: 'text/event-stream',
    whole: (part) => {
      said = part.content;
      return jsonLine(fill(recordedText(whole), part));
    },
    piece,
    error,
    failure: () => piece(EMPTY_PART),
  };
};
