import { createHash } from 'node:crypto';
import { OPERATIONS, type Operation } from '../../shared/operations/operations.ts';

const MODEL = 'smollm2:135m';

export const RELAYED = OPERATIONS.filter(({ scope }) => scope !== 'never');

/** A request that is sent both to Ollama itself and by Turnkey, with Ollama's response to both. */
export interface Case {
  readonly operation: Operation;
  readonly method: string;
  /** Identifies the request within its Ollama. */
  readonly number: number;
  /** The request body, if the operation takes one. The digest of a blob is computed from it. */
  readonly content: Buffer;
  /** The response in pieces, or the request body echoed. */
  readonly answer: readonly Buffer[] | 'echo';
}

export interface Sent {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
}

const BOUNDARY = 'x0123456789';

const form = (fields: readonly (readonly [name: string, rest: string, value: Buffer])[]): Buffer =>
  Buffer.concat([
    ...fields.flatMap(([name, rest, value]) => [
      Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${rest}\r\n\r\n`),
      value,
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${BOUNDARY}--\r\n`),
  ]);

/** Bytes as a JSON string: decoded if they are text, else one character per byte. */
const asText = (content: Buffer): string => {
  const text = content.toString('utf8');
  return Buffer.from(text).equals(content) ? text : content.toString('latin1');
};

const bodyOf = ({ operation, content }: Case): Pick<Sent, 'body'> & { readonly type?: string } => {
  if (operation.body === 'none') return { body: undefined };
  if (operation.body === 'blob') return { body: content, type: 'application/octet-stream' };
  if (operation.body === 'json') {
    const models = Object.fromEntries(operation.models.map((field) => [field, MODEL]));
    const body = Buffer.from(JSON.stringify({ ...models, prompt: asText(content) }));
    return { body, type: 'application/json' };
  }
  const body = form([
    ['model', '', Buffer.from(MODEL)],
    ['file', '; filename="a"\r\nContent-Type: application/octet-stream', content],
  ]);
  return { body, type: `multipart/form-data; boundary=${BOUNDARY}` };
};

/** `Accept` is the only header that is forwarded unchanged, so it carries the number of the request. */
const ACCEPT = 'application/x-case-';

export const numberIn = (accept: string | undefined): number => Number(accept?.slice(ACCEPT.length));

/** The request of a case. */
export const sentBy = (each: Case): Sent => {
  const { operation, number, content } = each;
  const digest = createHash('sha256').update(content).digest('hex');
  const path = operation.path.replace(':digest', `sha256:${digest}`).replace(':model', `m${number}`);
  const { body, type } = bodyOf(each);
  const accept = `${ACCEPT}${number}`;
  return { path, headers: type === undefined ? { accept } : { accept, 'content-type': type }, body };
};

/** Headers of the connection, not of the response. */
const OF_THE_CONNECTION = ['connection', 'keep-alive', 'transfer-encoding', 'date'];

/** The compared headers, sorted. */
export const headersThatCount = (headers: Iterable<readonly [string, string]>): [string, string][] =>
  [...headers]
    .map(([name, value]): [string, string] => [name.toLowerCase(), value])
    .filter(([name]) => !OF_THE_CONNECTION.includes(name))
    .sort();
