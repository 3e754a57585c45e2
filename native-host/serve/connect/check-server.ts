import { UserError } from '../../errors/user-error.ts';
import type { Relay } from '../../relay/relay.ts';

/** How long the server has to answer, in milliseconds. */
const TIMEOUT_MS = 5_000;

/** The number of bytes of an answer that are read. */
const MOST_BYTES = 64 * 1024;

/** A status and a text, or the reason why the server did not answer. */
type Answer = { readonly status: number; readonly text: string } | { readonly why: string };

const ask = (relay: Relay): Promise<Answer> => {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const chunks: Buffer[] = [];
  let status = 0;
  let length = 0;
  const finish = () => resolve({ status, text: Buffer.concat(chunks).toString('utf8') });
  const call = relay.send(
    { method: 'GET', path: '/api/version', headers: { accept: 'application/json' }, body: null },
    {
      head(is) {
        status = is;
      },
      data(chunk) {
        length += chunk.byteLength;
        if (length > MOST_BYTES) call.abort();
        else chunks.push(chunk);
      },
      end: finish,
      fail: ({ code, message }: Error & { readonly code?: string }) =>
        status === 0 ? resolve({ why: code ?? message }) : finish(),
    },
  );
  const timer = setTimeout(() => {
    resolve({ why: `no answer within ${TIMEOUT_MS / 1000} seconds` });
    call.abort();
  }, TIMEOUT_MS);
  return promise.finally(() => clearTimeout(timer));
};

const parsed = (text: string): { version?: unknown; error?: unknown } => {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
};

/**
 * Asks the server for its version with the key. Resolves with a sentence for the user: a server that does not answer may
 * do so later. Throws a UserError if the server refuses the key.
 */
export const checkServer = async (relay: Relay, address: string): Promise<string> => {
  const answer = await ask(relay);
  if ('why' in answer) return `The server ${address} does not answer yet (${answer.why}).`;
  const { version, error } = parsed(answer.text);
  if (answer.status === 401 || answer.status === 403) {
    const reason = typeof error === 'string' ? error : `It answered ${answer.status}.`;
    throw new UserError(
      `The server ${address} refuses this key. ${reason}`,
      'Check the key and the address.',
    );
  }
  if (typeof version === 'string') return `The server ${address} has Ollama ${version}.`;
  return `The server ${address} does not answer like Ollama (status ${answer.status}).`;
};
