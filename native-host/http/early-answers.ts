import type { ServerResponse } from 'node:http';
import { problem } from '../../shared/errors/problem.ts';
import { dialectOf } from '../../shared/operations/dialect-of.ts';
import { Refusal } from '../errors/refusal.ts';
import type { RequestObserver, RequestSource } from '../gateway/usage/request-record.ts';
import { StoreError } from '../store/store-error.ts';
import type { RawHeaders } from './origin-policy.ts';
import { writeDenial, writeFailure } from './write-reply.ts';

/** What is unknown of a request that did not reach the gateway. */
const NOTHING = {
  ...{ operation: null, grant: null, models: [], firstByteMs: null, ms: 0 },
  ...{ promptTokens: null, outputTokens: null, estimated: false, aborted: false },
};

/** Answers requests that do not reach the gateway, and reports them to the observer. */
export const createEarlyAnswers = (observer: RequestObserver | undefined) => {
  /** Reports a request that has been answered. */
  const ended = (status: number, code: string | null, source: RequestSource): void => {
    observer?.started(null);
    observer?.finished({ ...NOTHING, status, code, source });
  };
  return {
    ended,
    /** Responds with a Refusal, or with what may be said of another error. */
    refuse(response: ServerResponse, added: RawHeaders, error: unknown, source: RequestSource): void {
      if (response.destroyed) return;
      const dialect = dialectOf(source.path);
      const failure =
        error instanceof StoreError
          ? problem('store_failed', 'The store of keys and permissions cannot be used at the moment.')
          : problem('internal', 'The request could not be prepared.');
      if (error instanceof Refusal) writeDenial(response, error, dialect, added);
      else writeFailure(response, failure, dialect, added);
      ended(response.statusCode, error instanceof Refusal ? error.code : failure.code, source);
    },
  };
};
