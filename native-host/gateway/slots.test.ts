import { expect, test } from 'vitest';
import { createSlots } from './slots.ts';

test('uses the slot of a removed value again', () => {
  const slots = createSlots<object>();
  const [one, two, three] = [{}, {}, {}];
  const at = slots.add(one);
  slots.add(two);
  expect(slots.remove(at, one)).toBe(true);
  expect(slots.add(three)).toBe(at);
  expect(slots.size).toBe(2);
  expect(slots.all()).toEqual([three, two]);
});

test('removes a value once, and never the one that took its slot', () => {
  const slots = createSlots<object>();
  const [one, two] = [{ name: 'one' }, { name: 'two' }];
  const at = slots.add(one);
  slots.remove(at, one);
  expect(slots.remove(at, one)).toBe(false);
  slots.add(two);
  expect(slots.remove(at, one)).toBe(false);
  expect(slots.all()).toEqual([two]);
});

test('holds nothing after clear, and ignores earlier indexes', () => {
  const slots = createSlots<object>();
  const one = {};
  const at = slots.add(one);
  slots.clear();
  expect(slots.remove(at, one)).toBe(false);
  expect(slots.size).toBe(0);
});
