import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { COMPANION_ID_CHROMIUM, COMPANION_ID_FIREFOX, HOST_NAME } from '../../../shared/identity.ts';
import { openPort } from './open-port.ts';

const runtime = (scheme: string, native: boolean) => ({
  id: 'own',
  getURL: () => `${scheme}://own/`,
  connect: vi.fn(),
  ...(native && { connectNative: vi.fn() }),
});

const stub = (scheme: string, address: string, native = false) => {
  const api = runtime(scheme, native);
  vi.stubGlobal('chrome', { runtime: api });
  vi.stubGlobal('location', new URL(address));
  return api;
};

beforeEach(() => vi.stubGlobal('browser', undefined));
afterEach(() => vi.unstubAllGlobals());

test('a page of an extension in Chromium connects to the companion of Chromium', () => {
  const { connect } = stub('chrome-extension', 'chrome-extension://own/popup.html');
  openPort('auto');
  expect(connect.mock.calls[0]?.[0]).toBe(COMPANION_ID_CHROMIUM);
});

test('a page of an extension in Firefox connects to the companion of Firefox', () => {
  const { connect } = stub('moz-extension', 'moz-extension://own/popup.html');
  openPort('auto');
  expect(connect.mock.calls[0]?.[0]).toBe(COMPANION_ID_FIREFOX);
});

test('an extension with the permission connects to the host directly', () => {
  const { connectNative } = stub('chrome-extension', 'chrome-extension://own/worker.js', true);
  openPort('auto');
  expect(connectNative?.mock.calls).toEqual([[HOST_NAME]]);
});

test('outside an extension it throws', () => {
  vi.stubGlobal('chrome', undefined);
  expect(() => openPort('auto')).toThrow('[companion_missing]');
});
