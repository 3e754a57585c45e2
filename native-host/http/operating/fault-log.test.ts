import { expect, test } from 'vitest';
import { createFaultLog } from './fault-log.ts';

test('A13: the cause of an error of Ollama is logged once per change, in printable characters', () => {
  const said: string[] = [];
  const faults = createFaultLog((line) => void said.push(line));
  faults.worked();
  for (const detail of ['refused', 'refused', 'reset\n\u001b[2J']) faults.failed(detail);
  faults.worked();
  faults.worked();
  faults.failed('refused');
  expect(said).toEqual(['refused', 'reset\\u{a}\\u{1b}[2J', 'Ollama answers again.', 'refused']);
});
