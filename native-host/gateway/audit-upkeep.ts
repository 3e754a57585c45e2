import type { Grant } from '../../shared/access/grant.ts';
import { plainModelName } from '../access/model-names.ts';
import { isUpkeep } from '../access/upkeep.ts';
import { audited } from '../grants/audited.ts';
import type { RequestContext } from './run-request.ts';
import type { UnderstoodRequest } from './understand.ts';

/** The acts of the owner that change which models there are, by operation. */
const ACTS: Readonly<Record<string, 'model-pull' | 'model-delete'>> = {
  pull: 'model-pull',
  delete: 'model-delete',
};

/**
 * Records that the owner asked Ollama to download or delete a model. It is written before Ollama is asked, so that no act
 * is missing, whatever ends the request; the row does not say whether Ollama did it. Returns undefined for every other
 * request, which need not wait.
 */
export const auditUpkeep = (
  { operation, models }: Pick<UnderstoodRequest, 'operation' | 'models'>,
  grant: Grant,
  { authorizer: { caller }, core }: Pick<RequestContext, 'authorizer' | 'core'>,
): Promise<void> | undefined => {
  const act = ACTS[operation.name];
  if (act === undefined || !isUpkeep({ caller, grant, operation })) return undefined;
  const subject = [...new Set(models.map(plainModelName))].join(' ');
  return audited(core, async () => ({ result: undefined, audit: { act, subject, detail: grant.id } }));
};
