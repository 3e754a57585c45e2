import { expect, test, vi } from 'vitest';
import { ATTENTION_MS, createAttention } from './attention.ts';
import { createFakePage } from './fake-page.ts';

const watched = () => {
  const fake = createFakePage();
  const change = vi.fn();
  return { ...fake, fake, change, attention: createAttention(fake.page, change) };
};

/** The time is counted from the first frame. */
const FIRST = 10;

test('A1: a focused window has the user’s attention after a second', () => {
  const { attention, draw, change } = watched();
  draw(FIRST + ATTENTION_MS - 10);
  expect(attention.held).toBe(false);
  change.mockClear();
  draw(10);
  expect(attention.held).toBe(true);
  expect(change).toHaveBeenCalledOnce();
});

test('A1: an event of the window restarts the wait', () => {
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

test('A1: moving a window away and back restarts the wait', () => {
  const { attention, draw, fake } = watched();
  draw(2 * ATTENTION_MS);
  fake.change({ bounds: '9,9,460,680' }, false);
  draw(10);
  fake.change({ bounds: '0,0,460,680' }, false);
  draw(10);
  expect(attention.held).toBe(false);
});

test('A1: a window without focus gets no attention and requests no frames', () => {
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

test('A1: losing the focus without an event is detected', () => {
  const { attention, draw, fake } = watched();
  draw(2 * ATTENTION_MS);
  fake.change({ attended: false }, false);
  expect(attention.held).toBe(false);
});

test('A1: time without frames does not count', () => {
  const { attention, draw } = watched();
  draw(3 * ATTENTION_MS, ATTENTION_MS);
  expect(attention.held).toBe(false);
  draw(2 * ATTENTION_MS, ATTENTION_MS);
  expect(attention.held).toBe(true);
});

test('only one frame is requested at a time', () => {
  const { attention, draw, fake } = watched();
  fake.change({});
  fake.change({});
  attention.restart();
  expect(fake.waiting).toBe(1);
  draw(10);
  expect(fake.waiting).toBe(1);
});
