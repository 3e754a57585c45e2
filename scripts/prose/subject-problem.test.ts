import { expect, test } from 'vitest';
import { subjectProblem } from './subject-problem.ts';

test.each([
  'store: add an index',
  'serve, sdk: name the key in a refusal',
  'native-host: pass the signal on',
  'sdk: embed the icon',
  'docs: feed the reference from the docstrings',
])('%j is fine', (subject) => {
  expect(subjectProblem(subject)).toBeUndefined();
});

test.each([
  ['Add an index', /area/],
  ['store: Add an index', /small letter/],
  ['store: added an index', /imperative/],
  ['store: adds an index', /imperative/],
  ['store: adding an index', /imperative/],
  ['store: add an index.', /full stop/],
  [`store: ${'a'.repeat(66)}`, /73 characters/],
])('%j is refused', (subject, problem) => {
  expect(subjectProblem(subject)).toMatch(problem);
});
