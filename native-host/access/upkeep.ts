import type { Caller } from '../../shared/access/caller.ts';
import type { Grant } from '../../shared/access/grant.ts';
import type { Operation } from '../../shared/operations/operations.ts';

/**
 * The operations by which the owner looks after the models in the companion's own pages. None of them runs a model, so none
 * sends a text to another server.
 */
const UPKEEP: ReadonlySet<string> = new Set(['tags', 'ps', 'pull', 'delete']);

interface Upkeep {
  readonly caller: Caller;
  readonly grant: Pick<Grant, 'scopes'>;
  readonly operation: Pick<Operation, 'name'>;
}

/**
 * Whether the owner looks after the models: one of the operations above, requested by a page of the paired companion. The
 * owner sees and deletes the models that run on ollama.com too, and downloads from every registry: a name
 * that the owner types in their own settings is their choice. To use a cloud model still needs the scope `cloud`, which no pairing has.
 *
 * The pages send these requests as every client does, so that a download streams its progress and can be cancelled, and
 * one decision stays responsible for all requests. An extension gains nothing: the browser attests `own` to the companion
 * alone, and no key with the scope `admin` is accepted for requests.
 */
export const isUpkeep = ({ caller, grant, operation }: Upkeep): boolean =>
  caller.own && grant.scopes.includes('admin') && UPKEEP.has(operation.name);
