import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { METRICS, type MetricName } from '../../native-host/http/operating/metric-table.ts';
import { DASHBOARD_FILE, dashboardText } from './dashboard.ts';
import { ROWS } from './panels.ts';

const QUERIES = ROWS.flat().flatMap(({ title, queries }) =>
  queries.map(({ expr, legend }) => ({ title, expr, legend })),
);

/** Metrics of prom-client that the dashboard shows. */
const OF_PROCESS = ['process_resident_memory_bytes', 'process_cpu_seconds_total'];

const metricsIn = (expr: string): string[] =>
  (expr.match(/\b(?:turnkey|process|nodejs)_\w+/g) ?? []).map((name) => name.replace(/_bucket$/, ''));

test('the file is that of the table (`node scripts/doc-tables.ts` writes it)', () => {
  expect(readFileSync(DASHBOARD_FILE, 'utf8')).toBe(dashboardText());
});

test.each(QUERIES)('$title: its metrics and labels exist', ({ expr, legend }) => {
  const names = metricsIn(expr);
  expect(names).not.toEqual([]);
  const known = new Set<string>(['le', 'job', 'instance']);
  for (const name of names) {
    expect([...Object.keys(METRICS), ...OF_PROCESS]).toContain(name);
    for (const label of METRICS[name as MetricName]?.labels ?? []) known.add(label);
  }
  const used = [...`${expr} `.matchAll(/by \(([^)]*)\)|(\w+)(?:=~|!=)"/g)].flatMap(([, by, one]) =>
    by === undefined ? [one] : by.split(', '),
  );
  const named = [...legend.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label);
  for (const label of [...used, ...named]) expect([...known]).toContain(label);
});

test('every metric of the table is shown', () => {
  const shown = new Set(QUERIES.flatMap(({ expr }) => metricsIn(expr)));
  expect(Object.keys(METRICS).filter((name) => !shown.has(name))).toEqual([]);
});

const there = spawnSync('promtool', ['--version']).status === 0;
const skipped = there ? '' : ' (skipped: promtool is not installed)';

test.skipIf(!there)(`promtool reads every query${skipped}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'turnkey-rules-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'rules.json');
  const rules = QUERIES.map(({ expr }, at) => ({
    record: `panel:${at}`,
    // Grafana replaces its variables before it sends a query.
    expr: expr.replaceAll('$__rate_interval', '5m'),
  }));
  // JSON is YAML.
  writeFileSync(file, JSON.stringify({ groups: [{ name: 'dashboard', rules }] }));
  const { status, stdout, stderr } = spawnSync('promtool', ['check', 'rules', file], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain(`${QUERIES.length} rules found`);
});
