import { describe, expect, test } from 'vitest';
import { APP_CAUSES } from './causes/app-causes.ts';
import { foldersInUse } from './checks/profiles.ts';
import { CAUSES, found, passed, shownCheck, skipped } from './finding.ts';
import { exitCodeOf, formatFindings } from './format-findings.ts';

const plain = { home: '/home/u', paint: (_style: unknown, text: string) => text };

const chromium = { id: 'browsers.chromium', group: 'browsers', name: 'Chromium' } as const;
const firefox = { id: 'browsers.firefox', group: 'browsers', name: 'Firefox' } as const;
const app = { id: 'app.start', group: 'app', name: 'Turnkey app' } as const;

test('problems come first, those with one cause as one; what passed is one line', () => {
  const findings = [
    passed(app, 'it starts'),
    passed({ ...app, id: 'app.files' }, 'its files are complete'),
    found({ ...app, id: 'app.locale' }, 'locale'),
    found(chromium, 'manifest_missing', '/home/u/a.json'),
    found(firefox, 'manifest_missing', '/home/u/b.json'),
    skipped({ ...app, id: 'app.version' }, 'its version is unknown'),
  ];
  expect(formatFindings(findings, plain)).toMatchInlineSnapshot(`
    "✗ Chromium, Firefox: the Turnkey app is not registered
      The browser was installed later, or the registration was removed.
      → Run \`npx ollama-turnkey install-host\`.
      ~/a.json
      ~/b.json

    ! Turnkey app: the language settings do not cover the name of your home folder
      Chromium hangs in the locale C if a path has letters outside ASCII.
      → Set LANG to a UTF-8 locale, for example C.UTF-8, and restart the browser.

    ✓ Turnkey app (2)

    1 problem, 1 warning. Run \`ollama-turnkey doctor --fix\` to solve 1 of them."
  `);
  expect(formatFindings(findings, { ...plain, all: true })).toContain('✓ Turnkey app: it starts\n');
});

test('without a problem, it says so', () => {
  expect(formatFindings([passed(app, 'it starts')], plain)).toBe('✓ Turnkey app\n\nEverything is ready.');
});

test('the exit code follows the worst finding', () => {
  const warning = found(app, 'locale');
  expect(exitCodeOf([passed(app, ''), skipped(app, '')])).toBe(0);
  expect(exitCodeOf([passed(app, ''), warning])).toBe(3);
  expect(exitCodeOf([warning, found(app, 'node_old')])).toBe(1);
});

test('pages receive neither paths nor texts of the system', () => {
  expect(shownCheck(found(chromium, 'manifest_missing', '/home/u/a.json'))).toEqual({
    ...{ id: 'browsers.chromium', group: 'browsers', state: 'error', cause: 'manifest_missing', fix: true },
    title: 'Chromium: the Turnkey app is not registered',
    message: expect.any(String),
    help: expect.any(String),
  });
});

describe.each(Object.entries(CAUSES))('%s', (_name, cause) => {
  test('has a title that follows a name, and one sentence of help', () => {
    expect(cause.title).toMatch(/^[a-zA-Z][^:]*[^.:]$/);
    expect(cause.help).toMatch(/^[A-Z][^;]+[.]$/);
    if ('message' in cause) expect(cause.message).toMatch(/^[A-Z].*\.$/);
  });
});

test('every one of the 28 causes of the list has an entry', () => {
  const numbers = Object.values(CAUSES).flatMap((cause) => ('number' in cause ? [cause.number] : []));
  expect([...new Set<number>(numbers)].sort((a, b) => a - b)).toEqual(
    Array.from({ length: 28 }, (_, at) => at + 1),
  );
  expect(APP_CAUSES.node_missing.number).toBe(11);
});

test('the folders of running browsers, but not of those that a program controls', () => {
  expect(
    foldersInUse([
      '/opt/chrome/chrome --user-data-dir=/home/u/my profile/ --no-first-run',
      '/opt/chrome/chrome --type=renderer --user-data-dir=/home/u/my profile',
      '/usr/bin/chromium --headless --user-data-dir=/tmp/a',
      '/usr/bin/chromium --remote-debugging-port=0 --user-data-dir=/tmp/b',
      '/usr/bin/chromium',
    ]),
  ).toEqual(['/home/u/my profile']);
});
