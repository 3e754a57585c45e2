import type { Dismissal, ShownApproval } from '../../../../shared/protocol/calls.ts';
import type { Overview, RunningSummary } from '../../../../shared/protocol/overview.ts';
import type { TurnkeyStatus } from '../../../../shared/protocol/status.ts';
import type { Person } from './people.ts';
import type { TodayRow } from './today.ts';

/** The lists of the popup, which need a paired companion. */
export interface Lists {
  readonly prompts: readonly ShownApproval[];
  readonly dismissals: readonly Dismissal[];
  readonly running: readonly RunningSummary[];
  readonly today: readonly TodayRow[];
  readonly people: ReadonlyMap<string, Person>;
}

/** Everything that the popup shows. */
export interface Model {
  /** Undefined while it is being checked. */
  readonly status: TurnkeyStatus | undefined;
  /** Undefined before it is known, and with hosts that lack the call. */
  readonly overview: Overview | undefined;
  /** The host lacks calls that this page needs. */
  readonly outdated: boolean;
  /** The number of models; undefined if Ollama has not listed them. */
  readonly models: number | undefined;
  readonly lists: Lists | undefined;
  /** The requests that the user has stopped and that have not ended yet. */
  readonly stopping: ReadonlySet<number>;
}

/** What the user can do in the popup. */
export interface Actions {
  setUp(): void;
  check(): void;
  pause(paused: boolean): void;
  review(id: string): void;
  askAgain(caller: string): void;
  stop(id: number): void;
  /** Opens a tab of the settings. */
  open(tab: 'access' | 'activity' | 'models' | 'settings'): void;
}
