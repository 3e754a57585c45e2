import { beforeEach, expect, test, vi } from 'vitest';
import { createAttention, SETTLE_MS } from './attention.ts';

const fake = vi.hoisted(() => {
  const event = () => {
    const listeners = new Set<(value: never) => void>();
    return {
      listeners,
      addListener: (each: (value: never) => void) => void listeners.add(each),
      removeListener: (each: (value: never) => void) => void listeners.delete(each),
    };
  };
  return {
    /** The id of the window with the focus. */
    focused: undefined as number | undefined,
    allowed: true,
    update: vi.fn(async () => {}),
    create: vi.fn(async () => {}),
    clear: vi.fn(async () => true),
    onFocusChanged: event(),
    onClicked: event(),
  };
});

vi.mock('webextension-polyfill', () => ({
  default: {
    runtime: { getURL: (path: string) => `/${path}`, getManifest: () => ({ name: 'Ollama Turnkey' }) },
    i18n: { getMessage: (name: string, values: readonly string[] = []) => [name, ...values].join(' ') },
    permissions: { contains: async () => fake.allowed },
    windows: {
      getAll: async () => [1, 7, 8].map((id) => ({ id, focused: id === fake.focused })),
      update: fake.update,
      onFocusChanged: fake.onFocusChanged,
    },
    notifications: { create: fake.create, clear: fake.clear, onClicked: fake.onClicked },
  },
}));

const PROMPT = { id: 'q', name: 'Notes' };

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  fake.allowed = true;
  fake.focused = undefined;
  fake.onFocusChanged.listeners.clear();
  fake.onClicked.listeners.clear();
});

/** The focus moves, and stays long enough. */
const focus = async (id: number | undefined) => {
  fake.focused = id;
  for (const each of fake.onFocusChanged.listeners) each((id ?? -1) as never);
  await vi.advanceTimersByTimeAsync(SETTLE_MS);
};

test('a window with the focus needs no attention', async () => {
  createAttention().opened(PROMPT, 7);
  await focus(7);
  expect(fake.update).not.toHaveBeenCalled();
  expect(fake.create).not.toHaveBeenCalled();
});

test('between two windows of the browser, none has the focus for a moment', async () => {
  createAttention().opened(PROMPT, 7);
  fake.focused = undefined;
  for (const each of fake.onFocusChanged.listeners) each(-1 as never);
  await vi.advanceTimersByTimeAsync(SETTLE_MS - 1);
  await focus(7);
  expect(fake.update).not.toHaveBeenCalled();
  expect(fake.create).not.toHaveBeenCalled();
});

test('a window without the focus is highlighted, once until it has the focus', async () => {
  createAttention().opened(PROMPT, 7);
  await focus(1);
  await focus(8);
  expect(fake.update).toHaveBeenCalledExactlyOnceWith(7, { drawAttention: true });
  expect(fake.create).not.toHaveBeenCalled();
  await focus(7);
  await focus(1);
  expect(fake.update).toHaveBeenCalledTimes(2);
});

test('while no window has the focus, one notification names the extension; a click shows the window', async () => {
  createAttention().opened(PROMPT, 7);
  await focus(undefined);
  await focus(1);
  await focus(undefined);
  expect(fake.create).toHaveBeenCalledExactlyOnceWith('q', {
    type: 'basic',
    iconUrl: '/icons/128.png',
    title: 'Ollama Turnkey',
    message: 'asks \u2068Notes\u2069',
  });
  for (const each of fake.onClicked.listeners) each('another' as never);
  expect(fake.clear).not.toHaveBeenCalled();
  for (const each of fake.onClicked.listeners) each('q' as never);
  expect(fake.clear).toHaveBeenCalledWith('q');
  expect(fake.update).toHaveBeenLastCalledWith(7, { focused: true });
});

test('an extension without a name gets a notification without one', async () => {
  createAttention().opened({ id: 'q' }, 7);
  await focus(undefined);
  expect(fake.create).toHaveBeenCalledWith('q', expect.objectContaining({ message: 'asksUnnamed' }));
});

test('without the permission the window is only highlighted', async () => {
  fake.allowed = false;
  createAttention().opened(PROMPT, 7);
  await focus(undefined);
  expect(fake.update).toHaveBeenCalledOnce();
  expect(fake.create).not.toHaveBeenCalled();
});

test('a window that was just closed does not keep others from being highlighted', async () => {
  const attention = createAttention();
  attention.opened(PROMPT, 7);
  attention.opened({ id: 'r' }, 8);
  fake.update.mockRejectedValueOnce(new Error('No window with id: 7.'));
  await focus(1);
  expect(fake.update).toHaveBeenLastCalledWith(8, { drawAttention: true });
});

test('after the last window is closed, nothing listens, and its notification is cleared', async () => {
  const attention = createAttention();
  attention.opened(PROMPT, 7);
  attention.opened({ id: 'r', name: 'Mail' }, 8);
  await focus(undefined);
  attention.closed('q');
  expect(fake.onFocusChanged.listeners.size).toBe(1);
  attention.closed('r');
  expect(fake.onFocusChanged.listeners.size).toBe(0);
  expect(fake.onClicked.listeners.size).toBe(0);
  expect(fake.clear.mock.calls).toEqual([['q'], ['r']]);
  expect(vi.getTimerCount()).toBe(0);
});
