import { expect, test } from 'vitest';
import { formatReport, type InstallReport } from './install-report.ts';

const report: InstallReport = {
  action: 'install',
  dryRun: false,
  dataDirectory: '/d',
  rows: [
    { browser: '', what: 'wrapper', path: '/d/host/w', outcome: 'unchanged' },
    { browser: 'Opera', what: 'manifest', path: '/h/Ünï/o.json', outcome: 'written', note: 'Not verified.' },
    {
      browser: 'Google Chrome',
      what: 'manifest',
      path: '/h/c.json',
      outcome: 'written',
      note: 'It was other.',
    },
    { browser: 'Opera Two', what: 'manifest', path: '/h/p.json', outcome: 'skipped', note: 'Not verified.' },
  ],
};

test('columns are aligned, and notes are numbered and listed once', () => {
  expect(formatReport(report)).toBe(
    [
      'WHAT      OUTCOME    FOR            WHERE',
      'wrapper   unchanged  all            /d/host/w',
      'manifest  written    Opera          /h/Ünï/o.json [1]',
      'manifest  written    Google Chrome  /h/c.json [2]',
      'manifest  skipped    Opera Two      /h/p.json [1]',
      '',
      '[1] Not verified.',
      '[2] It was other.',
      '',
    ].join('\n'),
  );
});

test('a dry run says what would be done', () => {
  const text = formatReport({ ...report, dryRun: true });
  expect(text).toContain('manifest  would be written  Opera');
  expect(text).toMatch(/\n\nDry run: nothing was changed\.\n$/);
});

test('an install without a browser says what to do', () => {
  expect(formatReport({ ...report, rows: report.rows.slice(0, 1) })).toMatch(
    /No supported browser was found\..*--browser/,
  );
});

test('an uninstall of nothing says so', () => {
  expect(formatReport({ action: 'uninstall', dryRun: false, dataDirectory: '/d', rows: [] })).toBe(
    'Nothing was installed here.\n',
  );
});
