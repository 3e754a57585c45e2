import type { Caller } from '../../shared/access/caller.ts';
import type { Grant } from '../../shared/access/grant.ts';
import { type Problem, problem } from '../../shared/errors/problem.ts';
import type { Operation } from '../../shared/operations/operations.ts';
import { fullModelName } from '../access/model-names.ts';
import { mayUseModel } from '../access/model-rules.ts';
import { isUpkeep } from '../access/upkeep.ts';
import type { ModelCatalog } from '../relay/model-catalog.ts';
import type { Headers, ResponseSink } from '../relay/response-sink.ts';
import type { ModelNames } from './model-names.ts';
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

/** The fields of an entry that contain the name of its model. */
const NAMES: ReadonlySet<string> = new Set(['name', 'model', 'id']);

/** An entry of a model under another name. */
const renamed = (entry: object, name: string, alias: string): unknown =>
  Object.fromEntries(
    Object.entries(entry).map(([key, value]) => [key, NAMES.has(key) && value === name ? alias : value]),
  );

/**
 * Parses a list of models: `field` contains the entries, `name` is the field with the name of each. `filter` returns the
 * list with only those entries for which `maySee` is true, and with an entry for each alias of such a model that is not the
 * name of a model itself: the same text if that changes nothing, and `{}` if it is not a list.
 */
export const readListing = (text: string, { field, name }: NonNullable<Operation['listing']>) => {
  const value = parse(text);
  const entries = isRecord(value) ? value[field] : undefined;
  if (!isRecord(value) || !Array.isArray(entries)) return { names: [], filter: () => '{}' };
  const nameOf = (entry: unknown): string => (isRecord(entry) ? String(entry[name] ?? '') : '');
  return {
    names: entries.map(nameOf),
    filter(maySee: (name: string) => boolean, aliases: ModelNames['aliases'] = []): string {
      const seen = entries.filter((entry) => maySee(nameOf(entry)));
      const byName = (list: readonly unknown[], wanted: string) =>
        list.find((entry) => fullModelName(nameOf(entry)) === fullModelName(wanted));
      const more = aliases.flatMap(([alias, model]) => {
        const entry = byName(entries, alias) ? undefined : byName(seen, model);
        return isRecord(entry) ? [renamed(entry, nameOf(entry), alias)] : [];
      });
      if (seen.length === entries.length && more.length === 0) return text;
      return JSON.stringify({ ...value, [field]: [...seen, ...more] });
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

interface Reader {
  readonly grant: Grant;
  readonly caller: Caller;
  /** Other names of models, which lists of what can be requested show too. @default none */
  readonly aliases?: ModelNames['aliases'];
}

/**
 * Limits a list of models on its way to `sink` to those that the grant may use, and adds their aliases. Other responses, and
 * lists that need no change, pass byte for byte.
 */
export const filterListing = (
  { operation, method }: Pick<UnderstoodRequest, 'operation' | 'method'>,
  { grant, caller, aliases = [] }: Reader,
  catalog: ModelCatalog,
  sink: ResponseSink<Problem>,
): ResponseSink<Problem> => {
  const { listing } = operation;
  if (!listing) return sink;
  const all = seesAll(operation, grant, caller);
  const others = listing.withAliases ? aliases : [];
  if (all && others.length === 0) return sink;
  const chunks: Buffer[] = [];
  let head: Head | undefined;
  let length = 0;

  const finish = async ([status, statusText, headers]: Head) => {
    const { names, filter } = readListing(Buffer.concat(chunks, length).toString('utf8'), listing);
    const isRemote = all ? undefined : await catalog.lookUp(names);
    const maySee = (name: string) => isRemote === undefined || mayUseModel(grant, name, isRemote(name));
    const body = Buffer.from(filter(maySee, others));
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
