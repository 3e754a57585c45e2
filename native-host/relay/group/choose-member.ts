import type { Member } from './member.ts';

/** Loading a model costs as much as this many running requests. */
const COLD_START = 4;

const cost = ({ running, loaded }: Member, models: readonly string[]) =>
  running + COLD_START * models.filter((model) => !loaded.has(model)).length;

const has = ({ models: known }: Member, models: readonly string[]) =>
  known === null || models.every((model) => known.has(model));

/**
 * Chooses the member for a request, or undefined if all were tried. Members that have all the models come first; if none
 * has, any member may report that. Healthy members come before others. Among those, the cheapest is chosen by its running
 * requests and the models that it would have to load.
 * @param models plain names of the models (`plainModelName`)
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
