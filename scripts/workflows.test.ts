import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { SECRETS } from './signing/secrets.ts';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly uses?: string;
  readonly steps?: readonly Step[];
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly 'timeout-minutes'?: number;
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const FOLDER = new URL('../.github/workflows/', import.meta.url);

const WORKFLOWS = readdirSync(FOLDER).map((file) => {
  const text = readFileSync(new URL(file, FOLDER), 'utf8');
  const { on, permissions, jobs } = parse(text) as Workflow;
  const steps = Object.values(jobs).flatMap((job) => job.steps ?? []);
  const uses = [...Object.values(jobs), ...steps].flatMap((each) => each.uses ?? []);
  return { file, text, on, permissions, jobs, steps, uses };
});

describe.each(WORKFLOWS)('$file', ({ text, on, permissions, jobs, steps, uses }) => {
  test('A20: every action is pinned by its commit, with the version beside it', () => {
    const pinned = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/;
    const own = /^\.\/\.github\/workflows\/[\w-]+\.yml$/;
    expect(uses.filter((each) => !pinned.test(each) && !own.test(each))).toEqual([]);
    const lines = text.split('\n').filter((line) => /\buses:.*@/.test(line));
    expect(lines.filter((line) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  test('A20: one commit of each action is used', () => {
    const versions = new Set(uses.filter((each) => each.includes('@')));
    expect(versions.size).toBe(new Set(Array.from(versions, (each) => each.split('@')[0])).size);
  });

  test('A20: it has no write permission, except to publish packages and to draft a release', () => {
    expect(permissions).toBeDefined();
    const granted = [['', { permissions }] as const, ...Object.entries(jobs)].flatMap(([name, job]) =>
      Object.entries(job.permissions ?? {}).map(([right, value]) => `${name}: ${right} ${value}`),
    );
    const allowed = ['publish: id-token write', 'draft: contents write'];
    expect(granted.filter((each) => !each.endsWith(' read') && !allowed.includes(each))).toEqual([]);
  });

  test('A20: a checkout does not persist credentials', () => {
    const checkouts = steps.filter((step) => step.uses?.startsWith('actions/checkout@'));
    expect(checkouts.filter((step) => step.with?.['persist-credentials'] !== false)).toEqual([]);
  });

  test('A20: every job has a time limit', () => {
    const endless = Object.values(jobs).filter((job) => job.steps && !job['timeout-minutes']);
    expect(endless).toEqual([]);
  });

  test('A20: no command contains text from outside', () => {
    expect(Object.keys(on)).not.toContain('pull_request_target');
    expect(steps.filter((step) => step.run?.includes('${{'))).toEqual([]);
  });
});

test('A20: the jobs that publish run after all tests, for a tag only, and run no code of a dependency', () => {
  const { on = {}, jobs = {} } = WORKFLOWS.find(({ file }) => file === 'publish.yml') ?? {};
  expect(on).toEqual({ push: { tags: ['v*'] }, workflow_dispatch: null });
  const publishers = Object.entries(jobs).filter(([, job]) =>
    Object.values(job.permissions ?? {}).includes('write'),
  );
  expect(publishers.map(([name]) => name)).toEqual(['publish', 'draft']);
  for (const [, job] of publishers) {
    expect(job.if).toBe("github.event_name == 'push'");
    expect(job.needs).toEqual(['build', 'try']);
  }
  expect(jobs['publish']?.environment).toBe('npm');
  expect(jobs['try']?.needs).toBe('build');
  expect(jobs['build']?.needs).toBe('test');
  expect(jobs['test']?.uses).toBe('./.github/workflows/test.yml');
  const steps = publishers.flatMap(([, job]) => job.steps ?? []);
  expect(steps.filter((step) => step.uses?.startsWith('actions/checkout@'))).toEqual([]);
  expect(steps.flatMap((step) => step.run ?? [])).toEqual([
    expect.stringMatching(/^npm publish --provenance .*\.tgz"$/),
    expect.stringMatching(/^tar -czf release\/package-managers/),
    expect.stringMatching(/^gh release create .* --draft --verify-tag /),
  ]);
});

test('A20: only the step that signs has the secrets of signing', () => {
  const steps = WORKFLOWS.flatMap(({ jobs }) => Object.values(jobs).flatMap((job) => job.steps ?? []));
  const withSecrets = steps.filter((step) => JSON.stringify(step.env ?? {}).includes('secrets.'));
  expect(withSecrets.map(({ run }) => run)).toEqual(['npm run release']);
  const named = new Set(withSecrets.flatMap(({ env }) => Object.keys(env ?? {})));
  for (const name of named) expect([...Object.keys(SECRETS), 'TIMESTAMP_URL']).toContain(name);
});

test('every part of the tests runs in exactly one job', () => {
  const { jobs = {} } = WORKFLOWS.find(({ file }) => file === 'test.yml') ?? {};
  const commands = ['check', 'unit', 'system', 'browsers', 'package'].flatMap((name) =>
    (jobs[name]?.steps ?? []).flatMap(({ run }) => (run === undefined || run === 'npm ci' ? [] : [run])),
  );
  expect(commands.slice(0, 2)).toEqual(['npm run check', 'npm test -- --project unit']);
  const folders = commands
    .slice(2)
    .flatMap((command) => command.split(' ').filter((word) => word.includes('/')));
  // A project of its own: it also runs tests of other folders again.
  expect(jobs['executable']?.steps?.at(-1)?.run).toBe('npm test -- --project executable');
  folders.push('tests/executable');
  const tests = new URL('../tests/', import.meta.url);
  const wanted = readdirSync(tests, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `tests/${file.split(/[\\/]/)[0]}`);
  expect(folders.toSorted()).toEqual([...new Set(wanted)].sort());
});

test('a change is checked with the test command of the README', () => {
  const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
  const [, command = ''] = /^(npm ci && npm test)$/m.exec(read('README.md')) ?? [];
  expect(command).not.toBe('');
  expect(read('.ci/run')).toContain(command.replace(' && ', '\n'));
});
