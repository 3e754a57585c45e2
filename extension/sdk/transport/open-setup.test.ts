import { afterEach, expect, test, vi } from 'vitest';
import { SETUP_URL } from '../../../shared/setup-url.ts';
import { createTurnkey } from '../index.ts';

afterEach(() => void vi.unstubAllGlobals());

test('the page opens in a new tab', async () => {
  const create = vi.fn(async () => {});
  vi.stubGlobal('chrome', { tabs: { create } });
  await createTurnkey().openSetup();
  expect(create).toHaveBeenCalledExactlyOnceWith({ url: SETUP_URL });
});

test('a content script, which has no tabs, opens a window', async () => {
  const open = vi.fn();
  vi.stubGlobal('open', open);
  await createTurnkey().openSetup();
  expect(open).toHaveBeenCalledExactlyOnceWith(SETUP_URL, '_blank', 'noopener');
});
