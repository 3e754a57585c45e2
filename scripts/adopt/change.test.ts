import { expect, test } from 'vitest';
import { withLine, withoutHosts } from './change.ts';

test('an import becomes the first line', () => {
  expect(withLine('one();\n', { file: 'a.js', line: "import 'x';" })).toBe("import 'x';\none();\n");
});

test('a line takes the indentation of the line that it goes before', () => {
  const page = '<body>\n  <script src="a.js"></script>\n</body>\n';
  expect(withLine(page, { file: 'a.html', line: '<hr>', before: 'a.js' })).toBe(
    '<body>\n  <hr>\n  <script src="a.js"></script>\n</body>\n',
  );
  expect(() => withLine(page, { file: 'a.html', line: '<hr>', before: 'b.js' })).toThrow(
    'a.html has no line with b.js.',
  );
});

test('only the host permissions of Ollama are removed', () => {
  const hosts = { manifest: 'manifest.json', containing: ':11434' };
  const manifest = (...all: string[]) => JSON.stringify({ name: 'a', host_permissions: all });
  const left = (...all: string[]) => JSON.parse(withoutHosts(manifest(...all), hosts));
  expect(left('http://*:11434/*')).toEqual({ name: 'a' });
  expect(left('http://*:11434/*', '<all_urls>')).toEqual({ name: 'a', host_permissions: ['<all_urls>'] });
  expect(() => left('<all_urls>')).toThrow('manifest.json has no host permission with :11434.');
});
