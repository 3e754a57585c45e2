import type { Problem } from '../../../shared/errors/problem.ts';
import type { ResponseSink } from '../../relay/response-sink.ts';
import type { RequestLifetime } from '../request-lifetime.ts';
import type { RequestRecord } from './request-record.ts';

/** Records a response on its way to `sink`. An aborted request suppresses an end that waits for the store. */
export const recorded = (
  sink: ResponseSink<Problem>,
  record: RequestRecord,
  lifetime: Pick<RequestLifetime, 'aborted'>,
): ResponseSink<Problem> => ({
  head(status, statusText, headers) {
    record.head(status);
    sink.head(status, statusText, headers);
  },
  data(chunk) {
    record.data(chunk);
    sink.data(chunk);
  },
  end() {
    // A client that has the whole response must find it in its usage, even if this process is killed then.
    const written = record.finish({});
    if (!written) return sink.end();
    void written.then(() => {
      if (!lifetime.aborted) sink.end();
    });
  },
  fail(failure, drop) {
    void record.finish({ code: failure.code });
    sink.fail(failure, drop);
  },
});
