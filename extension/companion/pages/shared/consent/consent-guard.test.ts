import { expect, test, vi } from 'vitest';
import { ATTENTION_MS } from './attention.ts';
import { createConsentGuard, type Obstacle } from './consent-guard.ts';
import { createFakePage } from './fake-page.ts';

const TRUSTED = { isTrusted: true };

const guarded = (place: () => Promise<Exclude<Obstacle, 'settling'> | undefined> = async () => undefined) => {
  const fake = createFakePage();
  const change = vi.fn();
  const guard = createConsentGuard({ page: fake.page, place, change });
  return {
    guard,
    change,
    fake,
    /** Leaves the window in peace until the guard has looked at everything. */
    async settle() {
      fake.draw(ATTENTION_MS + 20);
      await vi.waitFor(() => expect(guard.obstacle).not.toBe('settling'));
    },
  };
};

test('A1: a click counts whose press began after the second', async () => {
  const { guard, settle } = guarded();
  expect(guard.obstacle).toBe('settling');
  await settle();
  expect(guard.obstacle).toBeUndefined();
  guard.press(TRUSTED);
  expect(guard.accepts(TRUSTED)).toBe(true);
});

test('A1: a click does not count whose press began before the second, or elsewhere', async () => {
  const { guard, settle } = guarded();
  guard.press(TRUSTED);
  await settle();
  expect(guard.accepts(TRUSTED)).toBe(false);
  expect(guard.accepts(TRUSTED)).toBe(false);
});

test('A1: one press makes one click', async () => {
  const { guard, settle } = guarded();
  await settle();
  guard.press(TRUSTED);
  expect(guard.accepts(TRUSTED)).toBe(true);
  expect(guard.accepts(TRUSTED)).toBe(false);
});

test('A1: a click does not count if the window was moved after its press', async () => {
  const { guard, settle, fake } = guarded();
  await settle();
  guard.press(TRUSTED);
  fake.change({ bounds: '5,5,460,680' }, false);
  expect(guard.accepts(TRUSTED)).toBe(false);
  guard.press(TRUSTED);
  await settle();
  expect(guard.accepts(TRUSTED)).toBe(false);
});

test('A1: a key that is held down does not count', async () => {
  const { guard, settle } = guarded();
  await settle();
  guard.press(TRUSTED);
  guard.press({ isTrusted: true, repeat: true });
  expect(guard.accepts(TRUSTED)).toBe(false);
});

test('A1: what a script clicks does not count', async () => {
  const { guard, settle } = guarded();
  await settle();
  guard.press({ isTrusted: false });
  expect(guard.accepts(TRUSTED)).toBe(false);
  guard.press(TRUSTED);
  expect(guard.accepts({ isTrusted: false })).toBe(false);
});

test('A1: nothing counts in a window that is too small or not the companion’s, until that changes', async () => {
  let place: Obstacle | undefined = 'small';
  const { guard, settle, fake, change } = guarded(async () => place as never);
  await settle();
  expect(guard.obstacle).toBe('small');
  guard.press(TRUSTED);
  expect(guard.accepts(TRUSTED)).toBe(false);

  place = undefined;
  fake.change({ bounds: '0,0,500,700' });
  expect(guard.obstacle).toBe('small');
  change.mockClear();
  await settle();
  await vi.waitFor(() => expect(guard.obstacle).toBeUndefined());
  expect(change).toHaveBeenCalled();
});

test('A1: a window that the browser tells nothing about is not the companion’s', async () => {
  const { guard, settle } = guarded(() => Promise.reject(new Error('No window with id: 7.')));
  await settle();
  expect(guard.obstacle).toBe('elsewhere');
});

test('A1: what was found of a window does not count after a break', async () => {
  const answers: (() => void)[] = [];
  const { guard, fake, settle } = guarded(
    () => new Promise((resolve) => answers.push(() => resolve(undefined))),
  );
  fake.draw(ATTENTION_MS + 20);
  fake.change({});
  answers[0]?.();
  await Promise.resolve();
  fake.draw(ATTENTION_MS + 20);
  expect(guard.obstacle).toBe('settling');
  answers[1]?.();
  await settle();
  expect(guard.obstacle).toBeUndefined();
});

test('A1: a dialog that has just opened must be seen first', async () => {
  const { guard, settle } = guarded();
  await settle();
  guard.restart();
  expect(guard.obstacle).toBe('settling');
  await settle();
  expect(guard.obstacle).toBeUndefined();
});
