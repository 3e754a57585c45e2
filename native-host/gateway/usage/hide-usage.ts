import type { Headers, ResponseSink } from '../../relay/response-sink.ts';

const FIELD = Buffer.from('"usage":');
const END = Buffer.from('\n\n');

/** Most bytes of an unfinished event that are kept. Ollama's reports of usage have a few hundred. */
const MOST_KEPT = 64 * 1024;

/** The usage of an event, and the comma before it. Within a string its quotes would be escaped. */
const USAGE = /,"usage":(?:null|\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\})/;

/** Ollama reports the usage in an event of its own, which has no choices (middleware/openai.go of v0.24.0). */
const isReport = (event: string): boolean => event.includes('"choices":[]') && event.includes('"usage":{');

const isEventStream = (headers: Headers): boolean =>
  headers.some(
    ([name, value]) => name.toLowerCase() === 'content-type' && value.startsWith('text/event-stream'),
  );

const withoutLength = (headers: Headers): Headers =>
  headers.filter(([name]) => name.toLowerCase() !== 'content-length');

/** Removes the usage from complete events, and passes the report to `report`. */
const clean = (events: Buffer, report: (event: string) => void): Buffer => {
  const kept = events
    .toString('latin1')
    .split(/(?<=\n\n)/)
    .map((event) => {
      if (!isReport(event)) return event.replace(USAGE, '');
      report(event);
      return '';
    });
  return Buffer.from(kept.join(''), 'latin1');
};

/**
 * Removes from a stream of events what Ollama adds because Turnkey asked for the usage: the client receives the bytes that
 * it would have received from Ollama. `report` receives the event with the usage. Only an unfinished event is kept back.
 */
export const hideUsage = <Failure>(
  sink: ResponseSink<Failure>,
  report: (event: string) => void,
): ResponseSink<Failure> => {
  let passes = true;
  let kept: Buffer | undefined;

  const flush = () => {
    if (kept) sink.data(kept);
    kept = undefined;
  };

  return {
    head(status, statusText, headers) {
      passes = status !== 200 || !isEventStream(headers);
      sink.head(status, statusText, passes ? headers : withoutLength(headers));
    },
    data(chunk) {
      if (passes) return sink.data(chunk);
      const all = kept ? Buffer.concat([kept, chunk]) : chunk;
      const last = all.lastIndexOf(END);
      const end = last < 0 ? 0 : last + END.byteLength;
      kept = end === all.byteLength ? undefined : all.subarray(end);
      const events = kept ? all.subarray(0, end) : all;
      const shown = events.includes(FIELD) ? clean(events, report) : events;
      if (shown.byteLength > 0) sink.data(shown);
      if (kept && kept.byteLength > MOST_KEPT) flush();
    },
    end() {
      flush();
      sink.end();
    },
    fail(failure, drop) {
      flush();
      sink.fail(failure, drop);
    },
  };
};
