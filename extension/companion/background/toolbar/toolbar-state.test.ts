import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { type ToolbarState, toolbarOf, UNKNOWN } from './toolbar-state.ts';

const READY = { ...UNKNOWN, paired: true };

const CASES: readonly (readonly [string, Partial<ToolbarState>, string, string, boolean, string])[] = [
  ['nothing is known yet', { paired: null }, 'off', '', false, 'toolbarNew'],
  ['the host is missing', { problem: 'host_missing' }, 'off', '!', false, 'toolbarMissing'],
  ['the host cannot start', { problem: 'host_failed' }, 'problem', '!', false, 'toolbarHost'],
  ['a host does not know the pairing', { paired: false }, 'off', '!', false, 'toolbarUnpaired'],
  ['all is well', {}, 'normal', '', false, 'toolbarReady'],
  ['something runs', { running: 2 }, 'normal', '', true, 'toolbarRunning'],
  ['a prompt waits', { waiting: 1 }, 'normal', '1', false, 'toolbarWaiting'],
  ['prompts wait while something runs', { waiting: 3, running: 1 }, 'normal', '3', true, 'toolbarWaiting'],
  ['too many prompts wait', { waiting: 100 }, 'normal', '99+', false, 'toolbarWaiting'],
  ['extensions are paused', { paused: true }, 'paused', '', false, 'toolbarPaused'],
  [
    'they are paused and Ollama is down',
    { paused: true, unreachable: true },
    'paused',
    '',
    false,
    'toolbarPaused',
  ],
  ['Ollama is down', { unreachable: true }, 'problem', '!', false, 'toolbarOllama'],
  [
    'Ollama is down, and a prompt waits',
    { unreachable: true, waiting: 1 },
    'normal',
    '1',
    false,
    'toolbarWaiting',
  ],
];

test.each(CASES)('%s', (_, change, look, badge, dot, title) => {
  expect(toolbarOf({ ...READY, ...change })).toMatchObject({ look, badge, dot, title });
});

test.each(['en', 'de', 'es', 'zh_CN'])(
  'every tooltip has a text in %s, and no other text exists',
  async (locale) => {
    const file = new URL(`../../_locales/${locale}/messages.json`, import.meta.url);
    const messages = JSON.parse(await readFile(file, 'utf8')) as Record<string, { message: string }>;
    const titles = Object.keys(messages).filter((name) => name.startsWith('toolbar'));
    expect(titles.toSorted()).toEqual([...new Set(CASES.map(([, , , , , title]) => title))].toSorted());
    for (const title of titles) expect(messages[title]?.message).toMatch(/^Ollama Turnkey/);
  },
);
