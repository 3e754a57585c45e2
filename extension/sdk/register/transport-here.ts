import { CONTENT_TRANSPORT } from '../content/content-transport.ts';
import type { TransportOptions } from '../make-turnkey.ts';
import { browserRuntime } from '../transport/browser-api.ts';
import { openPort } from '../transport/open-port.ts';
import { overPort } from '../transport/over-port.ts';
import type { TurnkeyOptions } from '../turnkey.ts';
import { connectPage } from '../worker/connect-page.ts';

/** The addresses of an extension's own pages and background: `chrome-extension:`, `moz-extension:`. */
const OWN = /-extension:$/;

/** The transport of this context: of the extension itself, of a content script, or of a web worker. */
export const transportHere = (transport: NonNullable<TurnkeyOptions['transport']>): TransportOptions => {
  const { location, DedicatedWorkerGlobalScope } = globalThis as Partial<typeof globalThis> & {
    DedicatedWorkerGlobalScope?: unknown;
  };
  if (DedicatedWorkerGlobalScope && !browserRuntime())
    return { connect: connectPage(globalThis as unknown as Worker) };
  if (location && !OWN.test(location.protocol)) return CONTENT_TRANSPORT;
  return { connect: overPort(() => openPort(transport)), claims: true };
};
