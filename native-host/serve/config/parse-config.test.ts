import { expect, test } from 'vitest';
import { parseConfig } from './parse-config.ts';

test('options and sections are read, and a file without anything is empty', () => {
  const parsed = parseConfig(`# our server
listen: 0.0.0.0:11450
upstream: [http://gpu-1:11434, http://gpu-2:11434]
aliases:
  gpt-4o: llama3.2
limits-by-label:
  team: {research: {tokens-day: 1000000}}
networks: [10.0.0.0/8, fd00::/8, 192.168.1.7]
`);
  expect(parsed.problems).toEqual([]);
  expect(parsed.options).toEqual([
    { key: 'listen', value: '0.0.0.0:11450', line: 2 },
    { key: 'upstream', value: ['http://gpu-1:11434', 'http://gpu-2:11434'], line: 3 },
  ]);
  expect(parsed.sections).toMatchObject({
    aliases: { 'gpt-4o': 'llama3.2' },
    'limits-by-label': { team: { research: { 'tokens-day': 1_000_000 } } },
  });
  for (const empty of ['', '# nothing\n', '---\n']) {
    expect(parseConfig(empty)).toMatchObject({ options: [], problems: [] });
  }
});

test('all problems are found, each with its line', () => {
  const { problems } = parseConfig(`aliases:
  gpt-4o: a b
fallbacks:
  llama3.3: []
limits-by-label:
  team:
    research:
      tokens-day: 0
      hours: 3
networks:
  - 10.0.0.0/33
  - example.com
`);
  expect(problems.map((problem) => problem.split(': ', 2).join(': '))).toEqual([
    'line 2: aliases.gpt-4o',
    'line 4: fallbacks.llama3.3',
    'line 8: limits-by-label.team.research.tokens-day',
    'line 9: limits-by-label.team.research.hours',
    'line 11: networks.0',
    'line 12: networks.1',
  ]);
});

test.each([
  ['a: [1', /^line 1: not valid YAML/],
  ['listen: a\nlisten: b', /^line 2: not valid YAML \(DUPLICATE_KEY\)/],
  ['- a', /^line 1: the file is not a list of/],
])('%j is not a configuration', (text, problem) => {
  expect(parseConfig(text).problems[0]).toMatch(problem);
});
