import { expect, test } from 'vitest';
import { createHostWarning } from './host-warning.ts';

test('each name is reported once, escaped and shortened, and only so many', () => {
  const said: string[] = [];
  const warn = createHostWarning((line) => said.push(line));
  for (const name of ['nas', 'nas', '\u001b[31m', 'x'.repeat(5_000)]) warn(name);
  expect(said).toHaveLength(3);
  expect(said[0]).toContain('"nas"');
  expect(said.join('')).toMatch(/^[ -~]*$/);
  expect(said[2]?.length).toBeLessThan(400);
  for (let at = 0; at < 1_000; at += 1) warn(`host-${at}`);
  expect(said).toHaveLength(17);
  expect(said.at(-1)).toBe('No further names are reported.');
});
