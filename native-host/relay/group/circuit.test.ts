import { expect, test } from 'vitest';
import { createCircuit } from './circuit.ts';

const setCircuit = () => {
  const clock = { now: 0 };
  const circuit = createCircuit(() => clock.now);
  const fail = (times: number) => {
    for (let at = 0; at < times; at += 1) circuit.begin().failed();
  };
  return { clock, circuit, fail };
};

test('consecutive failures open it; a success in between starts the count again', () => {
  const { circuit, fail } = setCircuit();
  fail(4);
  circuit.begin().succeeded();
  fail(4);
  expect(circuit.state).toBe('closed');
  fail(1);
  expect([circuit.state, circuit.admits]).toEqual(['open', false]);
});

test('after the pause it admits one trial at a time, whose success closes it', () => {
  const { clock, circuit, fail } = setCircuit();
  fail(5);
  clock.now = 5_000;
  expect([circuit.state, circuit.admits]).toEqual(['half-open', true]);
  const trial = circuit.begin();
  expect(circuit.admits).toBe(false);
  trial.dropped();
  expect(circuit.admits).toBe(true);
  circuit.begin().succeeded();
  expect([circuit.state, circuit.admits]).toEqual(['closed', true]);
});

test('each trial that fails doubles the pause, up to a minute', () => {
  const { clock, circuit, fail } = setCircuit();
  fail(5);
  for (const pause of [5_000, 10_000, 20_000, 40_000, 60_000, 60_000]) {
    clock.now += pause - 1;
    expect(circuit.state).toBe('open');
    clock.now += 1;
    circuit.begin().failed();
  }
});

test('requests that fail together count once', () => {
  const { clock, circuit } = setCircuit();
  const together = Array.from({ length: 50 }, () => circuit.begin());
  clock.now = 1;
  for (const each of together) each.failed();
  expect(circuit.state).toBe('closed');
});
