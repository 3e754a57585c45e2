import type { Grant } from '../../../shared/access/grant.ts';
import type { Operation } from '../../../shared/operations/operations.ts';
import { mayUseModel } from '../../access/model-rules.ts';
import type { ModelCatalog } from '../../relay/model-catalog.ts';
import type { Sink } from '../gateway-call.ts';
import { readListing } from './read-listing.ts';

/** What an answer goes through on its way to the sink. */
export interface Outlet extends Pick<Sink, 'head' | 'data'> {
  /** The answer is whole. Calls `done` once all of it is on its way, or `failed`; nothing after `isOver`. */
  end(done: () => void, failed: () => void): void;
}

interface Options {
  readonly operation: Operation;
  readonly method: string;
  readonly grant: Grant;
  readonly catalog: ModelCatalog;
  readonly sink: Sink;
  /** Whether nobody waits for the answer any more. */
  isOver(): boolean;
}

/** A listing that is longer is no listing, in bytes. */
const MAX_LISTING = 64 * 1024 * 1024;

type Headers = readonly (readonly [string, string])[];

const withLength = (headers: Headers, length: number | undefined): Headers => {
  const others = headers.filter(([name]) => name.toLowerCase() !== 'content-length');
  return length === undefined ? others : [...others, ['Content-Length', String(length)]];
};

/**
 * Passes an answer on; one that lists models is gathered and shows only those that the grant may use. A grant
 * that may use all gets the very bytes.
 */
export const createListingFilter = (options: Options): Outlet => {
  const { operation, method, grant, catalog, sink, isOver } = options;
  const { listing } = operation;
  if (!listing || (grant.models === null && grant.scopes.includes('cloud'))) {
    return { head: sink.head, data: sink.data, end: (done) => done() };
  }
  const chunks: Buffer[] = [];
  let head: Parameters<Sink['head']> | undefined;
  let length = 0;

  const finish = async ([status, statusText, headers]: Parameters<Sink['head']>) => {
    const { names, filter } = readListing(Buffer.concat(chunks, length).toString('utf8'), listing);
    const isRemote = await catalog.lookUp(names);
    if (isOver()) return;
    const body = Buffer.from(filter((name) => mayUseModel(grant, name, isRemote(name))));
    sink.head(status, statusText, withLength(headers, body.byteLength));
    sink.data(body);
  };

  return {
    head(status, statusText, headers) {
      if (status !== 200) sink.head(status, statusText, headers);
      else if (method === 'HEAD') sink.head(status, statusText, withLength(headers, undefined));
      else head = [status, statusText, headers];
    },
    data(chunk) {
      if (!head) return sink.data(chunk);
      length += chunk.byteLength;
      if (length <= MAX_LISTING) chunks.push(chunk);
    },
    end(done, failed) {
      if (!head) return done();
      if (length > MAX_LISTING) return failed();
      finish(head).then(done, failed);
    },
  };
};
