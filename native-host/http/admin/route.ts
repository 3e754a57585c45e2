import type * as v from 'valibot';
import type { Frozen } from '../../../shared/admin-api/schemas.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import type { GrantWorld } from '../../grants/audited.ts';
import type { MemberHealth } from '../../relay/group/upstream-group.ts';
import type { Clients } from '../clients.ts';
import type { WrongKeys } from '../wrong-keys.ts';

/** The process that answers. Several can share one store, but each knows only its own requests. */
interface ServeProcess {
  readonly host: string;
  readonly pid: number;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

/** The parts of `serve` that the admin API uses. */
export interface AdminHost extends Omit<GrantWorld, 'actor'> {
  readonly version: string;
  readonly process: ServeProcess;
  readonly wrongKeys: WrongKeys;
  readonly clients: Pick<Clients, 'addressOf'>;
  gateway(): Pick<Gateway, 'counted' | 'running'>;
  health(): readonly MemberHealth[];
}

/** What a route receives besides the request: acts are recorded with the id of the admin key. */
export interface AdminContext extends AdminHost {
  readonly actor: string;
}

/** What a request asks for. `Query` and `Body` have been checked. */
export interface AdminInput<Query = unknown, Body = unknown> {
  /** The last variable part of the path; empty if it has none. */
  readonly id: string;
  readonly query: Query;
  readonly body: Body;
}

type Schema<Output> = v.GenericSchema<unknown, Output>;

interface Definition<Query, Body, Result> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below `/admin/v1`; `{id}` is variable. */
  readonly path: string;
  /** The name of the operation in the OpenAPI document. */
  readonly name: string;
  readonly summary: string;
  readonly query?: Schema<Query>;
  readonly body?: Schema<Body>;
  /** Undefined for 204 without a body. */
  readonly result?: Schema<Result>;
  /** @default 200, or 204 without a result */
  readonly status?: number;
  run(
    input: AdminInput<Frozen<Query>, Frozen<Body>>,
    context: AdminContext,
  ): Frozen<Result> | Promise<Frozen<Result>>;
}

/** A route of the admin API. */
export type AdminRoute = Omit<Definition<unknown, unknown, unknown>, 'run'> & {
  run(input: AdminInput, context: AdminContext): unknown;
};

/** Defines a route. `run` gets the checked query and body. */
export const defineRoute = <Query = unknown, Body = unknown, Result = unknown>(
  definition: Definition<Query, Body, Result>,
): AdminRoute => definition as unknown as AdminRoute;
