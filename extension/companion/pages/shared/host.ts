import browser from 'webextension-polyfill';
import type { CallArguments, CallName, Calls } from '../../../../shared/protocol/calls.ts';
import type { TurnkeyStatus } from '../../../../shared/protocol/status.ts';
import { VERSION } from '../../../../shared/version.ts';
import { createConnection } from '../../../sdk/connection.ts';
import { createFetch } from '../../../sdk/fetch/turnkey-fetch.ts';
import { retryOnce } from '../../../sdk/retry-once.ts';
import { readStatus } from '../../../sdk/status.ts';
import { overPort } from '../../../sdk/transport/over-port.ts';

/** The host, which the companion's own pages reach through a channel of the background like any extension. */
export interface Host {
  readonly fetch: typeof fetch;
  status(signal?: AbortSignal): Promise<TurnkeyStatus>;
  call<Name extends CallName>(name: Name, ...params: CallArguments<Name>): Promise<Calls[Name]['result']>;
}

const connection = createConnection(
  overPort(() => browser.runtime.connect({ name: 'page' }) as unknown as chrome.runtime.Port),
  () => ({ client: { name: 'companion-page', version: VERSION } }),
);

export const host: Host = {
  fetch: createFetch(connection),
  status: (signal) => readStatus(connection, signal),
  call: (name, ...[params]) => retryOnce(connection, false, (session) => session.call(name, params)),
};
