import type { Caller } from '../../shared/access/caller.ts';
import type { Grant } from '../../shared/access/grant.ts';
import { type Problem, problem } from '../../shared/errors/problem.ts';
import type { Operation } from '../../shared/operations/operations.ts';
import { mayUseModel } from '../access/model-rules.ts';
import { isUpkeep } from '../access/upkeep.ts';
import type { ModelCatalog } from '../relay/model-catalog.ts';
import type { Headers, ResponseSink } from '../relay/response-sink.ts';
import type { UnderstoodRequest } from './understand.ts';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * Parses a list of models: `field` contains the entries, `name` is the field with the name of each. `filter` returns the
 * list with only those entries for which `maySee` is true: the same text if these are all, and `{}` if it is not a list.
 */
export const readListing = (text: string, { field, name }: NonNullable<Operation['listing']>) => {
  const value = parse(text);
  const entries = isRecord(value) ? value[field] : undefined;
  if (!isRecord(value) || !Array.isArray(entries)) return { names: [], filter: () => '{}' };
  const nameOf = (entry: unknown): string => (isRecord(entry) ? String(entry[name] ?? '') : '');
  return {
    names: entries.map(nameOf),
    filter(maySee: (name: string) => boolean): string {
      const seen = entries.filter((entry) => maySee(nameOf(entry)));
      return seen.length === entries.length ? text : JSON.stringify({ ...value, [field]: seen });
    },
  };
};

/** Largest list of models that is buffered for filtering, in bytes. */
const MAX_LISTING = 64 * 1024 * 1024;

const withLength = (headers: Headers, length: number | undefined): Headers => {
  const others = headers.filter(([name]) => name.toLowerCase() !== 'content-length');
  return length === undefined ? others : [...others, ['Content-Length', String(length)]];
};

const UNREADABLE = problem('internal', 'The list of models could not be read.');

type Head = Parameters<ResponseSink<Problem>['head']>;

/** Whether a list has nothing to remove: the grant may use every model, or the owner looks after all of them. */
const seesAll = (operation: Operation, grant: Grant, caller: Caller): boolean =>
  grant.models === null && (grant.scopes.includes('cloud') || isUpkeep({ caller, grant, operation }));

/**
 * Limits a list of models on its way to `sink` to those that the grant may use. Other responses, and lists without such a
 * limit, pass byte for byte.
 */
export const filterListing = (
  { operation, method }: Pick<UnderstoodRequest, 'operation' | 'method'>,
  { grant, caller }: { readonly grant: Grant; readonly caller: Caller },
  catalog: ModelCatalog,
  sink: ResponseSink<Problem>,
): ResponseSink<Problem> => {
  const { listing } = operation;
  if (!listing || seesAll(operation, grant, caller)) return sink;
  const chunks: Buffer[] = [];
  let head: Head | undefined;
  let length = 0;

  const finish = async ([status, statusText, headers]: Head) => {
    const { names, filter } = readListing(Buffer.concat(chunks, length).toString('utf8'), listing);
    const isRemote = await catalog.lookUp(names);
    const body = Buffer.from(filter((name) => mayUseModel(grant, name, isRemote(name))));
    sink.head(status, statusText, withLength(headers, body.byteLength));
    sink.data(body);
    sink.end();
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
    end() {
      if (!head) sink.end();
      else if (length > MAX_LISTING) sink.fail(UNREADABLE);
      else finish(head).catch(() => sink.fail(UNREADABLE));
    },
    fail: sink.fail,
  };
};
