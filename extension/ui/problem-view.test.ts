import { expect, test } from 'vitest';
import { problemWords } from './problem-view.ts';
import { de } from './texts/de.ts';
import { en } from './texts/en.ts';

test.each([
  'Ollama does not answer at http://127.0.0.1:11434 (ECONNREFUSED).',
  'Ollama does not answer at http://127.0.0.1:11434 (UND_ERR_HEADERS_TIMEOUT).',
  'Ollama does not answer at http://127.0.0.1:11434 (TimeoutError).',
  'Ollama does not answer at http://127.0.0.1:11434 (Error).',
])('people A12: users see no code of the system: %s', (message) => {
  const { what } = problemWords({ message }, { lang: 'en', texts: en });
  expect(what).toBe('Ollama does not answer at http://127.0.0.1:11434.');
});

test('the text of the language takes the place of the message', () => {
  const problem = { code: 'host_missing', message: 'It is missing.' } as const;
  expect(problemWords(problem, { lang: 'en', texts: en })).toMatchObject({
    ...{ what: 'It is missing.', translated: true },
  });
  const german = problemWords(problem, { lang: 'de', texts: de });
  expect(german).toMatchObject({ what: 'Die Turnkey-App ist nicht installiert.', translated: true });
  expect(problemWords({ message: 'Odd.' }, { lang: 'de', texts: de }).translated).toBe(false);
});
