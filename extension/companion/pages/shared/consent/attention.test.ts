import { expect, test, vi } from 'vitest';
import { ATTENTION_MS, createAttention } from './attention.ts';
import { createFakePage } from './fake-page.ts';

const watched = () => {
  const fake = createFakePage();
  const change = vi.fn();
  return { ...fake, fake, change, attention: createAttention(fake.page, change) };
};

/** The first frame is where the time starts to count. */
const FIRST = 10;

test('A1: a window that is in front for a second has the user’s attention', () => {
  const { attention, draw, change } = watched();
  draw(FIRST + ATTENTION_MS - 10);
  expect(attention.held).toBe(false);
  change.mockClear();
  draw(10);
  expect(attention.held).toBe(true);
  expect(change).toHaveBeenCalledOnce();
});

test('A1: an event of the window restarts the second', () => {
  const { attention, draw, change, fake } = watched();
  draw(2 * ATTENTION_MS);
  const { streak } = attention;
  fake.change({});
  expect(attention.held).toBe(false);
  expect(attention.streak).not.toBe(streak);
  expect(change).toHaveBeenCalled();
  draw(ATTENTION_MS - 10);
  expect(attention.held).toBe(false);
  draw(FIRST + 10);
  expect(attention.held).toBe(true);
});

test.each([
  ['moved', '1,0,460,680'],
  ['resized', '0,0,460,679'],
])(
  'A1: a window that was %s without an event restarts the second, also before the next frame',
  (_, bounds) => {
    const { attention, draw, fake } = watched();
    draw(2 * ATTENTION_MS);
    fake.change({ bounds }, false);
    expect(attention.held).toBe(false);
    draw(ATTENTION_MS - 10);
    expect(attention.held).toBe(false);
    draw(FIRST + 10);
    expect(attention.held).toBe(true);
  },
);

test('A1: a window that was moved away and back has been moved', () => {
  const { attention, draw, fake } = watched();
  draw(2 * ATTENTION_MS);
  fake.change({ bounds: '9,9,460,680' }, false);
  draw(10);
  fake.change({ bounds: '0,0,460,680' }, false);
  draw(10);
  expect(attention.held).toBe(false);
});

test('A1: a window without focus gains no attention, and no frame is watched meanwhile', () => {
  const { attention, draw, fake } = watched();
  draw(ATTENTION_MS / 2);
  fake.change({ attended: false });
  draw(2 * ATTENTION_MS);
  expect(attention.held).toBe(false);
  expect(fake.waiting).toBe(0);
  fake.change({ attended: true });
  draw(ATTENTION_MS - 10);
  expect(attention.held).toBe(false);
  draw(FIRST + 10);
  expect(attention.held).toBe(true);
});

test('A1: focus that is lost without an event is noticed', () => {
  const { attention, draw, fake } = watched();
  draw(2 * ATTENTION_MS);
  fake.change({ attended: false }, false);
  expect(attention.held).toBe(false);
});

test('A1: time in which the page is not drawn does not count', () => {
  const { attention, draw } = watched();
  draw(3 * ATTENTION_MS, ATTENTION_MS);
  expect(attention.held).toBe(false);
  draw(2 * ATTENTION_MS, ATTENTION_MS);
  expect(attention.held).toBe(true);
});

test('one frame is watched at a time', () => {
  const { attention, draw, fake } = watched();
  fake.change({});
  fake.change({});
  attention.restart();
  expect(fake.waiting).toBe(1);
  draw(10);
  expect(fake.waiting).toBe(1);
});
