import browser from 'webextension-polyfill';
import type { CallArguments, CallName } from '../../../../shared/protocol/calls.ts';
import { VERSION } from '../../../../shared/version.ts';
import { createConnection } from '../../../sdk/connection.ts';
import { createFetch } from '../../../sdk/fetch/turnkey-fetch.ts';
import { retryOnce } from '../../../sdk/retry-once.ts';
import { readStatus } from '../../../sdk/status.ts';
import { overPort } from '../../../sdk/transport/over-port.ts';

const connection = createConnection(
  overPort(() => browser.runtime.connect({ name: 'page' }) as unknown as chrome.runtime.Port),
  () => ({ client: { name: 'companion-page', version: VERSION } }),
);

/** The host, which the companion's own pages reach through a channel of the background like any extension. */
export const host = {
  fetch: createFetch(connection),
  status: (signal?: AbortSignal) => readStatus(connection, signal),
  call: <Name extends CallName>(name: Name, ...[params]: CallArguments<Name>) =>
    retryOnce(connection, false, (session) => session.call(name, params)),
};
