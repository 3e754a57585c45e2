import { dayOf } from '../../../shared/access/usage.ts';
import * as schemas from '../../../shared/admin-api/schemas.ts';
import { DAY_MS } from '../../../shared/time.ts';
import { Refusal } from '../../errors/refusal.ts';
import { noteStopped } from '../../grants/stop-request.ts';
import { recent, summary } from '../../rpc/activity-calls.ts';
import type { ListedAuditEntry } from '../../store/store-contents.ts';
import { NAMES_OUTSIDE } from '../api-keys.ts';
import { NotFound } from './not-found.ts';
import { type AdminContext, type AdminInput, type AdminRoute, defineRoute } from './route.ts';

const PAGE = 100;
const DEFAULT_DAYS = 30;

const iso = (time: number): string => new Date(time).toISOString();

/** The present names of grants, those outside of the store included. */
const namesOf = async ({ store }: AdminContext) => {
  const names = new Map<string, string>(Object.entries(NAMES_OUTSIDE));
  for (const { id, name } of await store.grants.list()) names.set(id, name);
  return (id: string): string | null => names.get(id) ?? null;
};

/** Calls of `rpc/` take the host and nothing else of a session. */
const asCall = (context: AdminContext) => ({ context: { ...context, gateway: context.gateway() } });

const listUsage = async ({ query }: AdminInput<schemas.UsageQuery>, context: AdminContext) => {
  const { unit = 'day' } = query;
  const until = query.until === undefined ? context.now() : Date.parse(query.until);
  const since = query.since === undefined ? until - DEFAULT_DAYS * DAY_MS : Date.parse(query.since);
  const rows = await summary({ unit, since, until }, asCall(context));
  const nameOf = await namesOf(context);
  return rows.map(({ hour, grantId, ...row }) => ({
    ...{ ...row, grantId, name: nameOf(grantId) },
    hour: hour === 0 ? null : iso(hour),
  }));
};

const listAccounts = async ({ query }: AdminInput<schemas.DayQuery>, context: AdminContext) => {
  const until = query.until ?? dayOf(context.now());
  const since = query.since ?? dayOf(Date.parse(until) - (DEFAULT_DAYS - 1) * DAY_MS);
  await context.gateway().counted();
  const rows = await context.store.accounts.totals({ since, until, atMost: schemas.MAX_ACCOUNTS });
  const nameOf = await namesOf(context);
  return rows.map((row) => ({ ...row, name: nameOf(row.grantId) }));
};

const listRequests = async (
  { query: { limit = PAGE, before } }: AdminInput<schemas.PageQuery>,
  context: AdminContext,
) => {
  const rows = await recent({ limit, before }, asCall(context));
  const nameOf = await namesOf(context);
  return rows.map((row) => ({ ...row, at: iso(row.at), name: nameOf(row.grantId) }));
};

const ownProcess = ({ process: { startedAt, ...rest } }: AdminContext) => ({
  ...rest,
  startedAt: iso(startedAt),
});

const listRunning = async (_: AdminInput, context: AdminContext) => {
  const nameOf = await namesOf(context);
  const requests = context
    .gateway()
    .running.list()
    .map(({ caller: _caller, startedAt, grantId, ...row }) => ({
      ...{ ...row, grantId, name: nameOf(grantId) },
      startedAt: iso(startedAt),
    }));
  return { process: ownProcess(context), requests };
};

const stop = async ({ id }: AdminInput, context: AdminContext): Promise<void> => {
  const { running } = context.gateway();
  const request = running.list().find((each) => String(each.id) === id);
  if (!request || !running.stop(request.id)) throw new NotFound('This request has ended.');
  await noteStopped(request.grantId, request.operation, context);
};

const listAudit = async ({ query }: AdminInput<schemas.AuditQuery>, context: AdminContext) => {
  const { limit = PAGE, before, subject } = query;
  if (subject !== undefined && before !== undefined) {
    throw new Refusal('bad_request', 'before: It cannot be used together with subject.');
  }
  const { audit, grants } = context.store;
  const nameOf = await namesOf(context);
  const grant = subject === undefined ? undefined : await grants.byId(subject);
  if (subject !== undefined && !grant) throw new NotFound('No such key.');
  const entries = grant ? await audit.about(grant, limit) : await audit.newest({ limit, before });
  return entries.map(({ at, detail, actor, ...entry }: ListedAuditEntry) => ({
    ...{ ...entry, at: iso(at), name: nameOf(entry.subject) },
    ...{ detail: detail ?? null, actor: actor ?? null },
    actorName: actor == null ? null : nameOf(actor),
  }));
};

/** The routes that show what happens, and stop a request. */
export const WATCH_ROUTES: readonly AdminRoute[] = [
  defineRoute({
    ...{ method: 'GET', path: '/status', name: 'getStatus' },
    summary: 'Returns the version, the process, and whose admin key this is',
    result: schemas.status,
    async run(_, context) {
      const { version, actor } = context;
      const name = (await namesOf(context))(actor) ?? '';
      return { version, key: { id: actor, name }, process: ownProcess(context) };
    },
  }),
  defineRoute({
    ...{ method: 'GET', path: '/usage', name: 'listUsage' },
    summary: 'Lists the usage by the hour or day, key and model',
    query: schemas.usageRange,
    result: schemas.usage,
    run: listUsage,
  }),
  defineRoute({
    ...{ method: 'GET', path: '/usage/accounts', name: 'listAccountUsage' },
    summary:
      'Lists the usage of the end users that trusted clients name, the 1,000 with the most requests first',
    query: schemas.dayRange,
    result: schemas.accounts,
    run: listAccounts,
  }),
  defineRoute({
    ...{ method: 'GET', path: '/requests', name: 'listRequests' },
    summary: 'Lists the newest requests that have ended, newest first',
    query: schemas.page,
    result: schemas.requests,
    run: listRequests,
  }),
  defineRoute({
    ...{ method: 'GET', path: '/running', name: 'listRunning' },
    summary: 'Lists the running requests of this process, the newest 100',
    result: schemas.running,
    run: listRunning,
  }),
  defineRoute({
    ...{ method: 'DELETE', path: '/running/{id}', name: 'stopRequest' },
    summary: 'Stops a running request of this process. Its client gets `stopped_by_user`',
    run: stop,
  }),
  defineRoute({
    ...{ method: 'GET', path: '/upstreams', name: 'listUpstreams' },
    summary: 'Lists the Ollama servers and their last known state',
    result: schemas.upstreams,
    run: (_, { health }) =>
      health().map(({ base, healthy, circuit, running, models, loaded }) => ({
        ...{ address: base, healthy, circuit, running },
        models: models && [...models],
        loaded: [...loaded],
      })),
  }),
  defineRoute({
    ...{ method: 'GET', path: '/audit', name: 'listAudit' },
    summary: 'Lists what was done to keys and permissions, newest first',
    query: schemas.auditPage,
    result: schemas.audit,
    run: listAudit,
  }),
];
