import { OPERATIONS } from '../../shared/operations/operations.ts';
import type { ClientMessage } from '../../shared/protocol/messages.ts';
import { PROTOCOL } from '../../shared/protocol/version.ts';
import type { Random } from './random.ts';

/** What a fuzzing client knows about its session, so that its messages can be plausible. */
export interface ClientView {
  lastId: number;
  /** Bytes received for each reply for which no credit was returned yet. */
  readonly unread: Map<number, number>;
  /** The next piece of each upload. */
  readonly uploads: Map<number, number>;
}

export const newClientView = (): ClientView => ({ lastId: 0, unread: new Map(), uploads: new Map() });

const HELLO: ClientMessage = {
  type: 'hello',
  protocol: PROTOCOL,
  client: { name: 'fuzz', version: '1' },
};
export const hello = (token?: string, deflate?: boolean): ClientMessage => ({
  ...HELLO,
  ...(token !== undefined && { token }),
  ...(deflate && { deflate }),
});

const TEXTS = ['', '{}', '{"model":"a"}', 'ä😀\u0001"\\', '[1,2', 'x'.repeat(3000), '\ud800'];

const path = (random: Random): string => {
  const { path: known } = random.pick(OPERATIONS);
  const filled = known.replace(/[:{]\w+}?/g, () => random.pick(['a', 'sha256:00', '%2e%2e', '']));
  return random.pick([filled, filled, filled, `${filled}?a=b`, '/', '//api/tags', random.pick(TEXTS)]);
};

const nextId = (view: ClientView) => {
  view.lastId += 1;
  return view.lastId;
};

const someId = (random: Random, view: ClientView) => 1 + random.int(view.lastId + 2);

const payload = (random: Random) =>
  random.chance(0.5)
    ? { text: random.pick(TEXTS) }
    : { base64: random.bytes(random.int(60)).toString('base64') };

type Maker = (random: Random, view: ClientView) => ClientMessage | undefined;

const FORMS = OPERATIONS.filter(({ body }) => body === 'form');
const NAMING = OPERATIONS.filter(({ models }) => models.length > 0);

/** Each type of message, as a correct client sends it. */
const MAKERS: readonly Maker[] = [
  (random, view) => ({
    type: 'request',
    id: nextId(view),
    method: random.pick(random.pick(OPERATIONS).methods),
    path: path(random),
    headers: random.chance(0.3) ? { 'content-type': 'application/json', accept: '*/*' } : {},
    ...(random.chance(0.6) && { body: payload(random) }),
  }),
  (random, view) => {
    const operation = random.pick(NAMING);
    const text = JSON.stringify({ [operation.models[0] as string]: 'a', stream: random.chance(0.5) });
    const method = random.pick(operation.methods);
    return { type: 'request', id: nextId(view), method, path: operation.path, headers: {}, body: { text } };
  },
  (_, view) => {
    const id = nextId(view);
    view.uploads.set(id, 0);
    return { type: 'request', id, method: 'POST', path: '/api/chat', headers: {}, upload: true };
  },
  (random, view) => {
    const [id, seq] = random.pick([...view.uploads]) ?? [];
    if (id === undefined || seq === undefined) return undefined;
    const last = random.chance(0.3);
    if (last) view.uploads.delete(id);
    else view.uploads.set(id, seq + 1);
    return { type: 'body', id, seq, ...payload(random), last };
  },
  (random, view) => {
    const [id, bytes] = random.pick([...view.unread]) ?? [];
    if (id === undefined || bytes === undefined) return undefined;
    const given = random.chance(0.7) ? bytes : 1 + random.int(bytes);
    if (given === bytes) view.unread.delete(id);
    else view.unread.set(id, bytes - given);
    return { type: 'credit', id, bytes: given };
  },
  (random, view) => {
    const id = someId(random, view);
    view.uploads.delete(id);
    return { type: 'cancel', id };
  },
  (random, view) => ({
    type: 'call',
    id: nextId(view),
    name: random.pick(['status', 'access.request', 'grants.list', 'approvals.list', 'denials.list', 'none']),
    ...(random.chance(0.3) && { params: { id: random.pick(TEXTS), models: [], scopes: ['read'] } }),
  }),
  (random, view) => ({
    type: 'request',
    id: nextId(view),
    method: 'POST',
    path: random.pick(FORMS).path,
    headers: { 'content-type': `multipart/form-data; boundary=${random.pick(['b', '"b"', 'c', ''])}` },
    body: { text: form(random) },
  }),
  () => ({ type: 'ping' }),
  () => ({ type: 'pong' }),
];

/** A form with any number of fields, mostly a few, some of them repeated. */
const form = (random: Random): string => {
  const fields = random.chance(0.02) ? random.int(400) : random.int(6);
  const field = () => {
    const name = random.pick(['model', 'file', 'MODEL', 'x', '', '__proto__', `f${random.int(400)}`]);
    return `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${random.pick(TEXTS)}\r\n`;
  };
  return `${Array.from({ length: fields }, field).join('')}${random.pick(['--b--\r\n', '--b', ''])}`;
};

/** A call whose parameters are far larger than any call needs. */
export const largeCall = (random: Random, view: ClientView): ClientMessage => ({
  type: 'call',
  id: nextId(view),
  name: random.pick(['access.request', 'status', 'pair', 'none']),
  params: random.pick([
    { models: Array.from({ length: random.int(100_000) }, () => []) },
    { reason: 'x'.repeat(random.int(2_000_000)) },
    { models: Array.from({ length: 200 }, () => 'm'.repeat(300)) },
  ]),
});

/** Values sent instead of a client's message. */
export const NO_MESSAGES: readonly unknown[] = [
  undefined,
  null,
  0,
  '',
  'ping',
  true,
  [],
  [[]],
  {},
  { type: [] },
  { type: 'body', id: 1, seq: 0, deflate: 'AwA=', length: 0, last: true },
  { type: 'body', id: 1, seq: 0, text: '', deflate: '', length: 2 ** 53, last: false },
];

/** A message that is valid in the client's state. */
export const goodMessage = (random: Random, view: ClientView): ClientMessage =>
  random.pick(MAKERS)(random, view) ?? { type: 'ping' };

const deep = (depth: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
};

const JUNK: readonly ((random: Random) => unknown)[] = [
  () => null,
  () => true,
  () => -1,
  () => 0,
  () => 1.5,
  () => Number.MAX_SAFE_INTEGER,
  () => 1e300,
  () => 'request',
  () => [],
  () => ({}),
  () => ({ __proto__: null, constructor: 1, toString: 2 }),
  () => deep(2000),
  () => 'k'.repeat(9000),
  (random) => random.pick(TEXTS),
  (random) => random.int(1 << 30),
];

export const junk = (random: Random): unknown => random.pick(JUNK)(random);

/** A message with an error: a field changed, removed or added, or the whole message replaced. */
export const mutated = (random: Random, message: object): unknown => {
  if (random.chance(0.1)) return junk(random);
  const copy: Record<string, unknown> = { ...message };
  const field = random.pick([...Object.keys(copy), '__proto__', 'channel', 'extra']);
  if (random.chance(0.2)) delete copy[field];
  else Object.defineProperty(copy, field, { value: junk(random), enumerable: true, configurable: true });
  return copy;
};
