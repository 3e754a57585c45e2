import type { Grant, GrantSummary } from '../access/grant.ts';
import type { Scope } from '../access/scopes.ts';
import type { UsageRow } from '../access/usage.ts';
import type { HostStatus } from './status.ts';

/** For how long the user allows: 12 hours, 30 days, or until revoked. */
export type Duration = 'once' | 'month' | 'always';

/** An extension that waits for the user's word. */
export interface PendingApproval {
  readonly id: string;
  /** The extension id, as the browser says it. */
  readonly caller: string;
  readonly scopes: readonly Scope[];
  readonly models: readonly string[] | null;
  /** The extension's own words: to be shown as a quotation, never as a fact. */
  readonly reason: string | null;
  /** What it may do already, where it asks for more. */
  readonly current?: GrantSummary | null;
  readonly askedAt: number;
}

/** An extension whose window was closed without an answer. */
export interface Dismissal {
  readonly caller: string;
  readonly dismissedAt: number;
  /** How often in a row. */
  readonly times: number;
}

export interface Denial {
  readonly caller: string;
  readonly deniedAt: number;
}

/** What the user chose for an extension. Null models: every local one; `keep`: it ends when it would have. */
export interface ChosenTerms {
  readonly scopes: readonly Scope[];
  readonly models: readonly string[] | null;
  readonly duration: Duration | 'keep';
}

/** Who may make a call: any client, the companion's own pages, or those once the companion is paired. */
type CallRight = 'anyone' | 'own' | 'owner';

interface Call<Right extends CallRight, Params, Result> {
  readonly right: Right;
  readonly params: Params;
  readonly result: Result;
}

/** Every call that the host answers itself: who may make it, its parameters, and its answer. */
export interface Calls {
  /** The state of the hops behind the host. */
  status: Call<'anyone', undefined, HostStatus>;
  /** Asks the user for access and waits for the answer. */
  'access.request': Call<
    'anyone',
    { scopes?: readonly Scope[]; models?: readonly string[]; reason?: string },
    GrantSummary
  >;
  /** Exchanges an owner key for this profile's pairing token. */
  pair: Call<'own', { key: string }, { token: string; grant: GrantSummary }>;
  /** Gives the pairing up. */
  unpair: Call<'own', undefined, null>;
  'approvals.list': Call<'owner', undefined, readonly PendingApproval[]>;
  'approvals.allow': Call<'owner', { id: string } & ChosenTerms, GrantSummary>;
  'approvals.deny': Call<'owner', { id: string }, null>;
  /** The window was closed without an answer. */
  'approvals.dismiss': Call<'own', { id: string }, null>;
  /** Answers when the prompt is no longer open: it was answered, or nobody waits for it. */
  'approvals.ended': Call<'owner', { id: string }, null>;
  'grants.list': Call<'owner', undefined, readonly Grant[]>;
  'grants.revoke': Call<'owner', { id: string }, null>;
  /** Gives a permission other terms. */
  'grants.change': Call<'owner', { id: string } & ChosenTerms, null>;
  /** Stops a permission for a while, or lets it go on. */
  'grants.setDisabled': Call<'owner', { id: string; disabled: boolean }, null>;
  /** Allows an extension that is not asking now. */
  'grants.allow': Call<'owner', { caller: string } & ChosenTerms, null>;
  /** Counts from a day on, `2026-11-24`. */
  'usage.list': Call<'owner', { since: string }, readonly UsageRow[]>;
  'denials.list': Call<'owner', undefined, readonly Denial[]>;
  'denials.remove': Call<'owner', { caller: string }, null>;
  'dismissals.list': Call<'owner', undefined, readonly Dismissal[]>;
  /** Lets its next request open a window again. */
  'dismissals.remove': Call<'owner', { caller: string }, null>;
}

export type CallName = keyof Calls;

/** The parameters of a call as arguments: none for a call that takes none. */
export type CallArguments<Name extends CallName> = Calls[Name]['params'] extends undefined
  ? []
  : [Calls[Name]['params']];
