import type { GrantSummary } from '../../shared/access/grant.ts';
import { DEFAULT_SCOPES, isScope, type Scope } from '../../shared/access/scopes.ts';
import type { Operation } from '../../shared/operations/operations.ts';
import type { ConfiguredAccess } from '../../shared/protocol/messages.ts';
import type { PromptRequest } from '../approvals/prompt.ts';
import { sanitizeReason } from '../approvals/sanitize-reason.ts';
import { checkTerms } from '../approvals/terms.ts';

/**
 * What a request asks the user for: what the SDK was configured with, and the scope that the request itself needs. Throws
 * a Refusal if the SDK was configured with what cannot be asked for.
 */
export const promptFor = (
  { scope }: Pick<Operation, 'scope'>,
  { scopes, models, reason }: ConfiguredAccess,
  current: GrantSummary | null = null,
): PromptRequest => {
  const needed = isScope(scope) ? [scope] : [];
  const wanted: readonly Scope[] = scopes ?? DEFAULT_SCOPES;
  const terms = { scopes: [...new Set([...wanted, ...needed])], models: models ?? null };
  checkTerms(terms);
  return { ...terms, reason: sanitizeReason(reason), current };
};
