import { COMPANION_IDS } from '../../../shared/identity.ts';
import type { FakeCompanion } from './fake-companion.ts';
import { createEvent, createPortPair, type FakePort } from './fake-port.ts';

/** The id of the extension under test, where the browser gives none. */
const OWN_ID = 'abcdefghijklmnopabcdefghijklmnop';

type Api = Record<string, unknown>;

/** `connect` as extensions call it: with the id of another extension, or without one for their own background. */
type Connect = (to?: string | { readonly name?: string }, info?: { readonly name?: string }) => unknown;

/** The members of `chrome.runtime` that describe an extension, for Node and jsdom. */
const ownRuntime = (id: string) => {
  const onConnect = createEvent<[FakePort]>();
  const url = `chrome-extension://${id}/`;
  const connect: Connect = (to) => {
    const name = (typeof to === 'object' && to.name) || '';
    const { near, far, breakWith } = createPortPair({ name, sender: { id, url } });
    if (onConnect.listeners.size > 0) onConnect.emit(far);
    else breakWith('Could not establish connection. Receiving end does not exist.');
    return near;
  };
  return {
    id,
    getURL: (path: string) => url + path.replace(/^\//, ''),
    getManifest: () => ({ manifest_version: 3, name: 'Extension under test', version: '1.0.0' }),
    onConnect: onConnect.event,
    connect,
  };
};

/** Replaces properties of an object. Returns a function that restores them. */
const override = (target: object, properties: Readonly<Record<string, unknown>>): (() => void) => {
  const former = Object.keys(properties).map(
    (name) => [name, Object.getOwnPropertyDescriptor(target, name)] as const,
  );
  for (const [name, value] of Object.entries(properties)) {
    Object.defineProperty(target, name, { value, configurable: true, writable: true, enumerable: true });
  }
  return () => {
    for (const [name, descriptor] of former) {
      if (descriptor) Object.defineProperty(target, name, descriptor);
      else Reflect.deleteProperty(target, name);
    }
  };
};

/** Redirects a runtime's connections to the companion or the host to the fake companion; adds what a stub lacks. */
const installInto = (runtime: Api, companion: FakeCompanion): (() => void) => {
  const missing = Object.entries(ownRuntime(String(runtime['id'] ?? OWN_ID))).filter(
    ([name]) => runtime[name] === undefined,
  );
  const original = (runtime['connect'] ?? Object.fromEntries(missing)['connect']) as Connect;
  const connect: Connect = (to, info) =>
    typeof to === 'string' && COMPANION_IDS.includes(to)
      ? companion.connect()
      : Reflect.apply(
          original,
          runtime,
          [to, info].filter((each) => each !== undefined),
        );
  // An extension that may start the host itself would start the real one.
  const native = typeof runtime['connectNative'] === 'function' && { connectNative: companion.connect };
  return override(runtime, { ...Object.fromEntries(missing), connect, ...native });
};

/**
 * Connects `chrome.runtime` and `browser.runtime` of this context to a fake companion, for the SDK and every client that
 * uses it. In Node and jsdom it adds the API, or completes a test's own stub. In a loaded extension it redirects only the
 * connections to Ollama Turnkey. Install it before the first call of the SDK.
 * @returns a function that restores everything
 */
export const installFakeCompanion = (companion: FakeCompanion): (() => void) => {
  const realm = globalThis as { chrome?: Api; browser?: Api };
  const undo: (() => void)[] = [];
  if (!realm.chrome && !realm.browser) undo.push(override(realm, { chrome: {} }));
  for (const api of [realm.chrome, realm.browser]) {
    if (!api) continue;
    if (!api['runtime']) undo.push(override(api, { runtime: {} }));
    undo.push(installInto(api['runtime'] as Api, companion));
  }
  return () => {
    for (const each of undo.splice(0).reverse()) each();
  };
};
