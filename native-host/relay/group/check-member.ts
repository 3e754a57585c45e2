import { plainModelName } from '../../access/model-names.ts';
import { askJson } from '../ask-json.ts';
import type { Member } from './member.ts';

const namesIn = (listing: unknown): string[] => {
  const models = (listing as { models?: unknown } | null)?.models;
  if (!Array.isArray(models)) return [];
  return models.map(({ name }: { name?: unknown }) => plainModelName(String(name)));
};

/** Asks a member whether it answers, which models it has and which of them are loaded. Never rejects. */
export const checkMember = async (member: Member, signal: AbortSignal): Promise<void> => {
  const ask = (path: string) => askJson(member.relay, path, signal);
  try {
    await ask('/api/version');
    const [tags, ps] = await Promise.all([ask('/api/tags'), ask('/api/ps')]);
    member.models = new Set(namesIn(tags));
    member.loaded.clear();
    for (const name of namesIn(ps)) member.loaded.add(name);
    member.healthy = true;
  } catch {
    member.healthy = false;
  }
};
