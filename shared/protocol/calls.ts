import type { Grant, GrantSummary } from '../access/grant.ts';
import type { Scope } from '../access/scopes.ts';
import type { UsageRow } from '../access/usage.ts';
import type { Overview, RunningSummary } from './overview.ts';
import type { HostStatus } from './status.ts';

/** How long a permission lasts: `once` 12 hours, `month` 30 days, `always` until it is revoked. */
export type Duration = 'once' | 'month' | 'always';

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
  /** Changes the terms of a permission. */
  'grants.change': Call<'owner', { id: string } & ChosenTerms, null>;
  /** Gives a permission another name. */
  'grants.rename': Call<'owner', { id: string; name: string }, null>;
  /** Disables a permission, or enables it again. */
  'grants.setDisabled': Call<'owner', { id: string; disabled: boolean }, null>;
  /** Allows an extension without a pending request. */
  'grants.allow': Call<'owner', { caller: string } & ChosenTerms, null>;
  /** Returns the usage since a date, for example `2026-11-24`. */
  'usage.list': Call<'owner', { since: string }, readonly UsageRow[]>;
  'denials.list': Call<'owner', undefined, readonly Denial[]>;
  'denials.remove': Call<'owner', { caller: string }, null>;
  'dismissals.list': Call<'owner', undefined, readonly Dismissal[]>;
  /** Lets the next request of the extension open a window again. */
  'dismissals.remove': Call<'owner', { caller: string }, null>;
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
