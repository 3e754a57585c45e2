import type { Grant } from '../../shared/access/grant.ts';
import type { RunningRequest } from '../relay/response-sink.ts';
import { filterListing } from './filter-listing.ts';
import type { RequestContext } from './run-request.ts';
import type { UnderstoodRequest } from './understand.ts';
import { reportFault } from './upstream-fault.ts';
import { hideUsage } from './usage/hide-usage.ts';

/** Sends a request to Ollama, and its response through the listing filter to `reply`. */
export const forward = (
  request: UnderstoodRequest,
  grant: Grant,
  context: Pick<RequestContext, 'core' | 'authorizer' | 'reply' | 'lifetime' | 'record'>,
): RunningRequest => {
  const { core, authorizer, reply, lifetime, record } = context;
  const { relay, catalog, faults } = core;
  // No function below refers to `request`, so that its body is collected while the response arrives.
  const { operation, asksUsage } = request;
  const sink = asksUsage ? hideUsage(reply, record.report) : reply;
  const aliases = core.modelNames?.()?.aliases ?? [];
  const out = filterListing(request, { grant, caller: authorizer.caller, aliases }, catalog, sink);
  let begun = false;
  const running = relay.send(
    { ...request, owner: grant.id },
    {
      head(status, statusText, headers) {
        begun = true;
        // A model that was listed is gone.
        if (status === 404) catalog.forget();
        out.head(status, statusText, headers);
      },
      data: out.data,
      end() {
        if (!lifetime.over) faults.worked();
        out.end();
      },
      fail(error) {
        if (!lifetime.over) out.fail(reportFault(error, begun, core));
      },
    },
  );
  lifetime.onEnd((how) => {
    if (how !== 'complete') running.abort();
    // Ollama lists the result of a change only now.
    if (operation.scope === 'manage') catalog.forget();
  });
  core.noteUse(grant.id);
  return running;
};
