import type { ErrorCode } from '../../../../shared/errors/codes.ts';
import type { Problem } from '../../../../shared/errors/problem.ts';

/** What the icon in the toolbar depends on. */
export interface ToolbarState {
  /** Why the host could not be used the last time; null if it could, or was not tried. */
  readonly problem: ErrorCode | null;
  /** Null while the companion has no token, and no host has said so. */
  readonly paired: boolean | null;
  readonly paused: boolean;
  /** Whether Ollama could not be reached the last time. */
  readonly unreachable: boolean;
  /** Prompts that wait for the user. */
  readonly waiting: number;
  /** Requests that Ollama is answering. */
  readonly running: number;
}

/** `off` is grey: not set up. `problem` is amber. */
export type Look = 'normal' | 'off' | 'paused' | 'problem';

/** How the toolbar shows a state. */
export interface Toolbar {
  readonly look: Look;
  /** Whether the icon has a dot: something is running. */
  readonly dot: boolean;
  /** A number, `!`, or empty. */
  readonly badge: string;
  /** The name of the message for the tooltip. Its one value is `count`. */
  readonly title: string;
  readonly count: number;
}

export const UNKNOWN: ToolbarState = {
  problem: null,
  paired: null,
  paused: false,
  unreachable: false,
  waiting: 0,
  running: 0,
};

type Shown = Pick<Toolbar, 'look' | 'badge' | 'title'>;

/** The first rule that applies decides. */
const RULES: readonly (readonly [applies: (state: ToolbarState) => boolean, shown: Shown])[] = [
  [({ waiting }) => waiting > 0, { look: 'normal', badge: '#', title: 'toolbarWaiting' }],
  [({ problem }) => problem === 'host_missing', { look: 'off', badge: '!', title: 'toolbarMissing' }],
  [({ problem }) => problem !== null, { look: 'problem', badge: '!', title: 'toolbarHost' }],
  [({ paired }) => paired === null, { look: 'off', badge: '', title: 'toolbarNew' }],
  [({ paired }) => !paired, { look: 'off', badge: '!', title: 'toolbarUnpaired' }],
  [({ paused }) => paused, { look: 'paused', badge: '', title: 'toolbarPaused' }],
  [({ unreachable }) => unreachable, { look: 'problem', badge: '!', title: 'toolbarOllama' }],
  [({ running }) => running > 0, { look: 'normal', badge: '', title: 'toolbarRunning' }],
];

/** The largest number that fits on a badge. */
const MAX_COUNT = 99;

const numeral = (count: number) => (count > MAX_COUNT ? `${MAX_COUNT}+` : `${count}`);

export const toolbarOf = (state: ToolbarState): Toolbar => {
  const rule = RULES.find(([applies]) => applies(state));
  const { look, badge, title } = rule?.[1] ?? { look: 'normal', badge: '', title: 'toolbarReady' };
  const { waiting, running } = state;
  return {
    ...{ look, title },
    dot: look === 'normal' && running > 0,
    badge: badge.replace('#', numeral(waiting)),
    count: waiting || running,
  };
};

/** The host has ended, or could not be started. One that was interrupted starts again with the next request. */
export const endOfLine = (reason?: Problem): Partial<ToolbarState> => ({
  ...{ waiting: 0, running: 0 },
  ...(reason && reason.code !== 'interrupted' && { problem: reason.code }),
});
