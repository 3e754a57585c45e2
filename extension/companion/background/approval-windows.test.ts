import { beforeEach, expect, test, vi } from 'vitest';
import { createApprovalWindows } from './approval-windows.ts';

const fake = vi.hoisted(() => ({
  session: new Map<string, unknown>(),
  removed: undefined as unknown as (windowId: number) => Promise<void>,
  create: vi.fn(),
}));

vi.mock('webextension-polyfill', () => ({
  default: {
    runtime: { getURL: (path: string) => `chrome-extension://companion/${path}` },
    windows: {
      create: fake.create,
      onRemoved: {
        addListener(listener: typeof fake.removed) {
          fake.removed = listener;
        },
      },
    },
    storage: {
      session: {
        get: async () => Object.fromEntries(fake.session),
        set: async (items: object) => {
          for (const [key, value] of Object.entries(items)) fake.session.set(key, value);
        },
        remove: async (key: string) => void fake.session.delete(key),
      },
    },
  },
}));

const PENDING = { id: 'q', name: 'Notes' } as never;
const ATTENTION = { opened: vi.fn(), closed: vi.fn() };
const windowsWith = (dismiss: () => void) => createApprovalWindows(dismiss, ATTENTION);
const CREATED = { id: 7, tabs: [{ id: 70 }], width: 460, height: 600 };

beforeEach(() => {
  fake.session.clear();
  vi.clearAllMocks();
  fake.create.mockReset().mockResolvedValue(CREATED);
});

test('A1: the window of a prompt is recorded as the browser created it', async () => {
  await windowsWith(vi.fn()).show(PENDING);
  expect([...fake.session.values()]).toEqual([{ windowId: 7, tabId: 70, width: 460, height: 600 }]);
});

test('A1: a page that loads before its window is recorded waits for the record', async () => {
  fake.create.mockImplementation(async () => {
    expect([...fake.session.values()]).toEqual(['opening']);
    return CREATED;
  });
  await windowsWith(vi.fn()).show(PENDING);
  expect(fake.create).toHaveBeenCalledOnce();
});

test('closing a window dismisses its prompt, also after a restart of the worker', async () => {
  await windowsWith(vi.fn()).show(PENDING);
  const dismiss = vi.fn();
  windowsWith(dismiss);
  await fake.removed(8);
  expect(dismiss).not.toHaveBeenCalled();
  await fake.removed(7);
  expect(dismiss).toHaveBeenCalledExactlyOnceWith('q');
  expect(fake.session.size).toBe(0);
  expect(ATTENTION.opened).toHaveBeenCalledExactlyOnceWith(PENDING, 7);
  expect(ATTENTION.closed).toHaveBeenCalledExactlyOnceWith('q');
});

test('closing a window before it is recorded dismisses its prompt', async () => {
  const { promise, resolve } = Promise.withResolvers<typeof CREATED>();
  fake.create.mockReturnValue(promise);
  const dismiss = vi.fn();
  const shown = windowsWith(dismiss).show(PENDING);
  const removed = fake.removed(7);
  resolve(CREATED);
  await Promise.all([shown, removed]);
  expect(dismiss).toHaveBeenCalledExactlyOnceWith('q');
});

test.each([
  ['refuses', () => Promise.reject(new Error('No window can be opened.'))],
  ['opens without a tab', async () => ({ id: 7 })],
])('a window that the browser %s dismisses its prompt', async (_, create) => {
  fake.create.mockImplementation(create);
  const dismiss = vi.fn();
  await windowsWith(dismiss).show(PENDING);
  expect(dismiss).toHaveBeenCalledExactlyOnceWith('q');
  expect(fake.session.size).toBe(0);
});
