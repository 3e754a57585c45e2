import type { Grant, GrantSummary, Limits } from '../access/grant.ts';
import type { ListedRequest } from '../access/recent-request.ts';
import type { Scope } from '../access/scopes.ts';
import type { HourUsage, UsageRow } from '../access/usage.ts';
import type { CheckUp } from './check-up.ts';
import type { Overview, RunningSummary } from './overview.ts';
import type {
  CredentialInput,
  Erasure,
  ExportPart,
  OwnerSettings,
  UpstreamInfo,
  UpstreamResult,
} from './settings.ts';
import type { HostStatus } from './status.ts';

/** How long a permission lasts: `once` 12 hours, `month` 30 days, `always` until it is revoked. */
export const DURATIONS = ['once', 'month', 'always'] as const;
export type Duration = (typeof DURATIONS)[number];

/** An extension that waits for the user's decision. */
export interface PendingApproval {
  readonly id: string;
  /** The extension ID, as the browser attests it. */
  readonly caller: string;
  /** The name that the extension claims, sanitized. Show it as its own claim, never as a fact. */
  readonly name?: string | undefined;
  readonly scopes: readonly Scope[];
  readonly models: readonly string[] | null;
  /** A text by the extension. Show it as a quotation, never as a fact. */
  readonly reason: string | null;
  /** The current grant, if the extension asks for more. */
  readonly current?: GrantSummary | null;
  /** Milliseconds since the epoch. */
  readonly askedAt: number;
}

/** A pending approval with what its window shows besides. */
export interface ShownApproval extends PendingApproval {
  /** The icon that the extension sent, as a data URL. */
  readonly icon?: string | undefined;
  /** IDs of other extensions with access that have the same name. */
  readonly namesakes: readonly string[];
}

/** An extension whose approval window was closed without a decision. */
export interface Dismissal {
  readonly caller: string;
  /** Milliseconds since the epoch. */
  readonly dismissedAt: number;
  /** The number of consecutive times. */
  readonly times: number;
}

/** An extension that the user has denied access. */
export interface Denial {
  readonly caller: string;
  /** Milliseconds since the epoch. */
  readonly deniedAt: number;
}

/** What the user chose for an extension. `models: null` means all local models; `keep` keeps the current expiry. */
export interface ChosenTerms {
  readonly scopes: readonly Scope[];
  readonly models: readonly string[] | null;
  readonly duration: Duration | 'keep';
}

/** What was done to a permission, by the user or on the command line. */
export interface HistoryEntry {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The act, for example `allowed`. A newer host may have others. */
  readonly act: string;
  /** For a renaming: the name. */
  readonly name?: string | undefined;
}

/** The terms of a new key. */
export interface NewKey extends Omit<ChosenTerms, 'duration'> {
  readonly name: string;
  readonly duration: Duration;
  /** Null: none. */
  readonly limits: Limits | null;
  /** Whether it is for the clients of `serve`, or for the first extension that uses it. */
  readonly use: 'http' | 'extension';
}

/** Who may make a call: any client, the companion's own pages, or those pages once the companion is paired. */
type CallRight = 'anyone' | 'own' | 'owner';

interface Call<Right extends CallRight, Params, Result> {
  readonly right: Right;
  readonly params: Params;
  readonly result: Result;
}

/** The calls that the host answers itself: who may make them, their parameters, and their results. */
export interface Calls {
  /** Returns the state of the hops behind the host. */
  status: Call<'anyone', undefined, HostStatus>;
  /** Sends the icon of the extension for the approval window: a PNG of at most 64 by 64 pixels, as base64. */
  'icon.set': Call<'anyone', { icon: string }, null>;
  /** Asks the user for access and waits for the decision. */
  'access.request': Call<
    'anyone',
    {
      scopes?: readonly Scope[] | undefined;
      models?: readonly string[] | undefined;
      reason?: string | undefined;
    },
    GrantSummary
  >;
  /** Exchanges an owner key for this profile's pairing token. */
  pair: Call<'own', { key: string }, { token: string; grant: GrantSummary }>;
  /** Whether this profile can be paired without a key now. `until`: milliseconds since the epoch. */
  'pair.window': Call<'own', undefined, { open: boolean; until?: number }>;
  /** Pairs this profile within the pairing window, and closes the window. */
  'pair.claim': Call<'own', undefined, { token: string; grant: GrantSummary }>;
  /** Revokes the pairing of this profile. */
  unpair: Call<'own', undefined, null>;
  'approvals.list': Call<'owner', undefined, readonly ShownApproval[]>;
  'approvals.allow': Call<'owner', { id: string } & ChosenTerms, GrantSummary>;
  'approvals.deny': Call<'owner', { id: string }, null>;
  /** Reports that the window was closed without a decision. */
  'approvals.dismiss': Call<'own', { id: string }, null>;
  /** Resolves when the prompt has been answered or withdrawn. */
  'approvals.ended': Call<'owner', { id: string }, null>;
  'grants.list': Call<'owner', undefined, readonly Grant[]>;
  'grants.revoke': Call<'owner', { id: string }, null>;
  /** Changes the terms of a permission. Without `limits`, they stay as they are; null removes them. */
  'grants.change': Call<'owner', { id: string; limits?: Limits | null | undefined } & ChosenTerms, null>;
  /** Undoes a revocation of the last minute. */
  'grants.restore': Call<'owner', { id: string }, null>;
  /** Returns what was done to a permission, newest first: the last 50 acts. */
  'grants.history': Call<'owner', { id: string }, readonly HistoryEntry[]>;
  /** Creates a key, and returns it with its permission. It cannot be read again. */
  'keys.create': Call<'owner', NewKey, { key: string; grant: Grant }>;
  /** Gives a key a new secret. The old one remains valid for a day. */
  'keys.rotate': Call<'owner', { id: string }, { key: string; oldUntil: number }>;
  /** Returns the names of blocked or unanswered extensions, as they claimed them, by extension ID. */
  'refusals.names': Call<'owner', undefined, Readonly<Record<string, string>>>;
  /** Gives a permission another name. */
  'grants.rename': Call<'owner', { id: string; name: string }, null>;
  /** Disables a permission, or enables it again. */
  'grants.setDisabled': Call<'owner', { id: string; disabled: boolean }, null>;
  /** Allows an extension without a pending request. */
  'grants.allow': Call<'owner', { caller: string } & ChosenTerms, null>;
  /** Returns the usage since a date, for example `2026-11-24`. */
  'usage.list': Call<'owner', { since: string }, readonly UsageRow[]>;
  /**
   * Returns the usage from `since` to before `until`, in milliseconds since the epoch, for each hour or day, grant and
   * model: at most 40 days by the hour, which are kept for five weeks, or 400 days by the day, where `hour` is 0. If that
   * would be more than 2,000 rows, those of all models are merged, and `model` is empty.
   */
  'activity.summary': Call<
    'owner',
    { unit: 'hour' | 'day'; since: number; until: number },
    readonly HourUsage[]
  >;
  /** Returns the newest requests, newest first. `before`: only those recorded before the one with this id. */
  'activity.recent': Call<'owner', { limit: number; before?: number | undefined }, readonly ListedRequest[]>;
  'denials.list': Call<'owner', undefined, readonly Denial[]>;
  'denials.remove': Call<'owner', { caller: string }, null>;
  'dismissals.list': Call<'owner', undefined, readonly Dismissal[]>;
  /** Lets the next request of the extension open a window again. */
  'dismissals.remove': Call<'owner', { caller: string }, null>;
  /** Returns the address of Ollama, and whether a credential is sent to it. */
  'upstream.get': Call<'owner', undefined, UpstreamInfo>;
  /**
   * Changes the address of Ollama at once; null: back to OLLAMA_HOST or the default. It is tested before it is stored, unless
   * `untested` is true.
   */
  'upstream.set': Call<
    'owner',
    {
      address: string | null;
      credential?: CredentialInput | undefined;
      untested?: boolean | undefined;
    },
    UpstreamResult
  >;
  /** Stores a credential for the current address of Ollama. It is tested before. */
  'credential.set': Call<'owner', CredentialInput & { untested?: boolean | undefined }, UpstreamResult>;
  'credential.remove': Call<'owner', undefined, UpstreamResult>;
  'settings.get': Call<'owner', undefined, OwnerSettings>;
  'settings.set': Call<'owner', OwnerSettings, null>;
  /** Returns all that is stored, without secrets and digests, in parts. Offset 0 takes a new snapshot. */
  'data.export': Call<'owner', { offset: number }, ExportPart>;
  /**
   * Erases usage; or everything but the settings and the pairing of this browser, with the key that it was made with.
   */
  'data.erase': Call<'owner', { what: Erasure }, null>;
  /** Checks the installation, as `ollama-turnkey doctor` does. Starts the host once for each browser family. */
  'checkup.run': Call<'own', undefined, CheckUp>;
  /** Opens the prompt of an extension once more that the user has closed. */
  'approvals.again': Call<'owner', { caller: string }, null>;
  /** Returns the state that the icon shows. With `seen`, resolves once it differs from that. */
  overview: Call<'own', { seen?: Overview | undefined }, Overview>;
  /** The requests that Ollama is answering for clients of this host. */
  'running.list': Call<'owner', undefined, readonly RunningSummary[]>;
  /** Stops a running request. Its client gets `stopped_by_user`. */
  'running.stop': Call<'owner', { id: number }, null>;
  /** Pauses all extensions in every process that shares the store, or resumes them. Their running requests end. */
  'pause.set': Call<'owner', { paused: boolean }, null>;
}

export type CallName = keyof Calls;

/** The parameters of a call as arguments: an empty list for a call without parameters. */
export type CallArguments<Name extends CallName> = Calls[Name]['params'] extends undefined
  ? []
  : [Calls[Name]['params']];
