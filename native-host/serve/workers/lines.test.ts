import { expect, test } from 'vitest';
import { createLines } from './lines.ts';

const setUp = () => {
  const clock = { now: 0 };
  const shown: string[] = [];
  const lines = createLines(
    (line) => void shown.push(line),
    () => clock.now,
  );
  const take = (...said: string[]) => {
    for (const line of said) lines.take({ explain: line });
  };
  return { clock, shown, lines, take };
};

test('lines of the start are shown once, also when a worker is replaced later', () => {
  const { shown, lines, take } = setUp();
  take('Listening.', 'Listening.');
  expect(shown).toEqual([]);
  lines.ready();
  take('Listening.');
  expect(shown).toEqual(['Listening.']);
});

test('a later line that all workers report is shown once in a second', () => {
  const { clock, shown, lines, take } = setUp();
  lines.ready();
  take('Ollama is away.', 'Ollama is away.', 'The store is away.');
  clock.now = 999;
  take('Ollama is away.');
  clock.now = 1_999;
  take('Ollama is away.');
  expect(shown).toEqual(['Ollama is away.', 'The store is away.', 'Ollama is away.']);
});

test('a line of the first process is shown once, also when the workers say it much later', () => {
  const { clock, shown, lines, take } = setUp();
  lines.ready();
  lines.say('Stopping.');
  clock.now = 60_000;
  take('Stopping.', 'Stopping.');
  expect(shown).toEqual(['Stopping.']);
});

test('another message is ignored', () => {
  const { shown, lines } = setUp();
  lines.take({ type: 'other' } as never);
  expect(shown).toEqual([]);
});
