import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakePort } from '../testing/fake-runtime.ts';
import { connectBackground, RELAY_NAME } from './connect-background.ts';

const connect = vi.fn(() => fakePort());

beforeEach(() => vi.stubGlobal('chrome', { runtime: { id: 'own', connect } }));
afterEach(() => {
  vi.unstubAllGlobals();
  connect.mockClear();
});

test('it connects to its own extension with the relay’s port name', () => {
  connectBackground(vi.fn(), vi.fn());
  expect(connect.mock.calls).toEqual([[{ name: RELAY_NAME }]]);
});

test('a background that serves no content scripts is reported as background_missing', () => {
  const port = fakePort();
  connect.mockReturnValueOnce(port);
  const closed = vi.fn();
  connectBackground(vi.fn(), closed);
  Object.assign(chrome.runtime, { lastError: { message: 'Receiving end does not exist.' } });
  port.onDisconnect.emit();
  expect(closed.mock.calls[0]?.[0]).toMatchObject({ code: 'background_missing' });
});

test('a page that is older than its extension is reported as context_invalidated', () => {
  connect.mockImplementationOnce(() => {
    throw new Error('Extension context invalidated.');
  });
  const connecting = () => connectBackground(vi.fn(), vi.fn());
  expect(connecting).toThrow('[context_invalidated]');
  vi.stubGlobal('chrome', { runtime: {} });
  expect(connecting).toThrow('[context_invalidated]');
});
