import { expect, test } from 'vitest';
import { createFaultLog } from './fault-log.ts';

test('A13: what fails is said once for each change, for each dependency', () => {
  const said: string[] = [];
  const faults = createFaultLog((line) => void said.push(line));
  faults.worked('store');
  faults.failed('store', 'locked');
  faults.failed('Ollama', 'refused');
  faults.failed('store', 'locked');
  faults.failed('store', 'full');
  faults.worked('store');
  faults.worked('store');
  faults.failed('store', 'full\n\u001b[2J');
  expect(said).toEqual(['locked', 'refused', 'full', 'The store can be used again.', 'full\\u{a}\\u{1b}[2J']);
});
