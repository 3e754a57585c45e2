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

/** What is asked of the host itself: parameters and answer of each named call. */
export interface Calls {
  /** Anyone: how the hops behind the host are. */
  status: { params: undefined; result: HostStatus };
  /** Anyone: asks the user for access and waits for the answer. */
  'access.request': {
    params: { scopes?: readonly Scope[]; models?: readonly string[]; reason?: string };
    result: GrantSummary;
  };
  /** The companion's own pages: exchanges an owner key for this profile's pairing token. */
  pair: { params: { key: string }; result: { token: string; grant: GrantSummary } };
  /** The companion's own pages: gives the pairing up. */
  unpair: { params: undefined; result: null };
  /** A paired companion's pages, from here on. */
  'approvals.list': { params: undefined; result: readonly PendingApproval[] };
  'approvals.allow': { params: { id: string } & ChosenTerms; result: GrantSummary };
  'approvals.deny': { params: { id: string }; result: null };
  /** The window was closed without an answer. */
  'approvals.dismiss': { params: { id: string }; result: null };
  /** Answers when the question is not open any more: answered, or nobody waits for it. */
  'approvals.ended': { params: { id: string }; result: null };
  'grants.list': { params: undefined; result: readonly Grant[] };
  'grants.revoke': { params: { id: string }; result: null };
  /** Gives a permission other terms. */
  'grants.change': { params: { id: string } & ChosenTerms; result: null };
  /** Stops a permission for a while, or lets it go on. */
  'grants.setDisabled': { params: { id: string; disabled: boolean }; result: null };
  /** Allows an extension that is not asking now. */
  'grants.allow': { params: { caller: string } & ChosenTerms; result: null };
  /** Counts from a day on, `2026-11-24`. */
  'usage.list': { params: { since: string }; result: readonly UsageRow[] };
  'denials.list': { params: undefined; result: readonly Denial[] };
  'denials.remove': { params: { caller: string }; result: null };
  'dismissals.list': { params: undefined; result: readonly Dismissal[] };
  /** Lets its next request open a window again. */
  'dismissals.remove': { params: { caller: string }; result: null };
}

export type CallName = keyof Calls;
