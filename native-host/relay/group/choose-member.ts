import type { Member } from './member.ts';

/** A model that must be loaded first costs as much as this many requests that run already. */
const COLD_START = 4;

const cost = ({ running, loaded }: Member, models: readonly string[]) =>
  running + COLD_START * models.filter((model) => !loaded.has(model)).length;

const has = ({ models: known }: Member, models: readonly string[]) =>
  known === null || models.every((model) => known.has(model));

/**
 * The member for a request that names these models, by their plain names. Only one that has them all, unless
 * none has: then any, whose Ollama says so in its own words. A healthy one before others; among those the one
 * with the model in its memory, unless it is so busy that loading it elsewhere is faster; then the least busy.
 */
export const chooseMember = (
  members: readonly Member[],
  models: readonly string[],
  tried: ReadonlySet<Member>,
): Member | undefined => {
  const able = members.filter((member) => has(member, models));
  const left = (able.length > 0 ? able : members).filter((member) => !tried.has(member));
  return left.toSorted(
    (one, other) => Number(other.healthy) - Number(one.healthy) || cost(one, models) - cost(other, models),
  )[0];
};
