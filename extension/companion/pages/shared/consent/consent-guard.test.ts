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
    /** Leaves the window alone until the guard has checked it. */
    async settle() {
      fake.draw(ATTENTION_MS + 20);
      await vi.waitFor(() => expect(guard.obstacle).not.toBe('settling'));
    },
  };
};

test('A1: a click is accepted if its press began after the wait', async () => {
  const { guard, settle } = guarded();
  expect(guard.obstacle).toBe('settling');
  await settle();
  expect(guard.obstacle).toBeUndefined();
  guard.press(TRUSTED);
  expect(guard.accepts(TRUSTED)).toBe(true);
});

test('A1: a click is not accepted if its press began before the wait ended, or elsewhere', async () => {
  const { guard, settle } = guarded();
  guard.press(TRUSTED);
  await settle();
  expect(guard.accepts(TRUSTED)).toBe(false);
  expect(guard.accepts(TRUSTED)).toBe(false);
});

test('A1: each click needs its own press', async () => {
  const { guard, settle } = guarded();
  await settle();
  guard.press(TRUSTED);
  expect(guard.accepts(TRUSTED)).toBe(true);
  expect(guard.accepts(TRUSTED)).toBe(false);
});

test('A1: a click is not accepted if the window moved after its press', async () => {
  const { guard, settle, fake } = guarded();
  await settle();
  guard.press(TRUSTED);
  fake.change({ bounds: '5,5,460,680' }, false);
  expect(guard.accepts(TRUSTED)).toBe(false);
  guard.press(TRUSTED);
  await settle();
  expect(guard.accepts(TRUSTED)).toBe(false);
});

test('A1: a key that is held down is not accepted', async () => {
  const { guard, settle } = guarded();
  await settle();
  guard.press(TRUSTED);
  guard.press({ isTrusted: true, repeat: true });
  expect(guard.accepts(TRUSTED)).toBe(false);
});

test('A1: a synthetic click is not accepted', async () => {
  const { guard, settle } = guarded();
  await settle();
  guard.press({ isTrusted: false });
  expect(guard.accepts(TRUSTED)).toBe(false);
  guard.press(TRUSTED);
  expect(guard.accepts({ isTrusted: false })).toBe(false);
});

test('A1: no click is accepted in a window that is too small or not the companion’s, until that changes', async () => {
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

test('A1: a window that the browser cannot describe is not the companion’s', async () => {
  const { guard, settle } = guarded(() => Promise.reject(new Error('No window with id: 7.')));
  await settle();
  expect(guard.obstacle).toBe('elsewhere');
});

test('A1: an interruption invalidates the last check of the window', async () => {
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

test('A1: opening a dialog restarts the wait', async () => {
  const { guard, settle } = guarded();
  await settle();
  guard.restart();
  expect(guard.obstacle).toBe('settling');
  await settle();
  expect(guard.obstacle).toBeUndefined();
});
