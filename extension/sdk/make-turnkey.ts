import { VERSION } from '../../shared/version.ts';
import { attempt } from './attempt.ts';
import { ownClaim, sendIcon } from './claim.ts';
import { createConnection } from './connection.ts';
import { TurnkeyError } from './errors/turnkey-error.ts';
import { fallbackWorks, USUAL_ADDRESS } from './fallback-works.ts';
import { createFetch } from './fetch/turnkey-fetch.ts';
import { retryOnce } from './retry-once.ts';
import type { Session, SessionOptions } from './session/session.ts';
import { readStatus } from './status.ts';
import { openSetup } from './transport/open-setup.ts';
import type { ConnectHost } from './transport/over-port.ts';
import type { Turnkey, TurnkeyOptions } from './turnkey.ts';
import { type Hints, watchStatus } from './watch-status.ts';

/** The transport of a context. */
export interface TransportOptions {
  readonly connect: ConnectHost;
  readonly createStream?: SessionOptions['createStream'];
  /** The origin that the fallback is checked with. @default http://localhost:11434 */
  readonly address?: string | undefined;
  /** Whether the sessions are this extension's own with the host, which then learns its name and icon. */
  readonly claims?: boolean;
}

/** Creates a Turnkey over one transport. */
export const makeTurnkey = (
  { key: first, fallback, ask, scopes, models, reason }: Omit<TurnkeyOptions, 'transport'>,
  { connect, createStream, address = USUAL_ADDRESS, claims = false }: TransportOptions,
): Turnkey => {
  let key = first;
  const terms = { scopes: scopes && [...scopes], models: models && [...models], reason };
  const hints: Hints = new Set();
  const hint = (good?: boolean) => {
    for (const each of hints) each(good);
  };
  const options = (own: string | undefined): SessionOptions => ({
    client: { name: 'ollama-turnkey', version: VERSION },
    extension: claims ? ownClaim() : undefined,
    key: own || undefined,
    access: { ask, ...terms },
    createStream,
    onNotice: () => hint(),
    onEnd: () => hint(false),
  });
  const connection = createConnection(
    connect,
    () => options(key),
    (session) => {
      // Once: the same listener is not added again. In workers, no such event fires.
      globalThis.addEventListener?.('visibilitychange', onVisible, true);
      if (claims) void sendIcon(session, false);
    },
  );
  // The next call reports a failure.
  const warmUp = () => void attempt(connection.session);
  const onVisible = () => {
    if (!document.hidden) warmUp();
  };
  const status: Turnkey['status'] = ({ signal } = {}) =>
    readStatus(connection, signal, fallback && ((until) => fallbackWorks(fallback, address, until)));
  return {
    fetch: createFetch(connection, fallback, hint),
    status,
    onStatusChange: (listener, { signal } = {}) => watchStatus(status, listener, hints, signal),
    async requestAccess({ signal, ...wanted } = {}) {
      const request = (session: Session) => {
        if (claims) void sendIcon(session, true);
        return session.call('access.request', { ...terms, ...wanted }, signal);
      };
      const grant = await retryOnce(connection, true, request);
      hint();
      return grant;
    },
    async setKey(wanted) {
      const session = connection.open(options(wanted));
      // A lost connection says nothing about the key.
      const welcome = await session.welcome.catch(() => undefined);
      if (welcome?.problem) {
        session.close();
        throw new TurnkeyError(welcome.problem);
      }
      key = wanted;
      connection.adopt(session);
      hint();
      return (await session.welcome).grant;
    },
    openSetup,
    warmUp,
    close() {
      globalThis.removeEventListener?.('visibilitychange', onVisible, true);
      connection.close();
    },
  };
};
