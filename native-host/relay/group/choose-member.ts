import type { Member } from './member.ts';

/** What a member lacks for a request, in running requests that take as long. */
const COSTS: readonly {
  readonly what: string;
  readonly cost: number;
  times(member: Member, request: Wanted): number;
}[] = [
  { what: 'a running request', cost: 1, times: ({ running }) => running },
  {
    what: 'a model that it has to load',
    cost: 4,
    times: ({ loaded }, { models }) => models.filter((model) => !loaded.has(model)).length,
  },
  {
    what: 'a conversation that another one has in its prompt cache',
    cost: 2,
    times: (member, { last }) => Number(last !== undefined && last !== member),
  },
];

/** What decides which member gets a request. */
interface Wanted {
  /** Plain names of the models (`plainModelName`). */
  readonly models: readonly string[];
  /** The member that answered the conversation last. */
  readonly last?: Member | undefined;
}

const costOf = (member: Member, wanted: Wanted): number =>
  COSTS.reduce((sum, { cost, times }) => sum + cost * times(member, wanted), 0);

const has = ({ models: known }: Member, models: readonly string[]) =>
  known === null || models.every((model) => known.has(model));

/** Members that respond come first, then those whose circuit is open. The others are only left to name the cause. */
const rank = ({ healthy, circuit }: Member): number => (healthy ? Number(!circuit.admits) : 2);

/**
 * Chooses the member for a request, or undefined if all were tried. Members that have all the models come first; if none
 * has, any member may report that. Healthy members come before others. Among those, the cheapest is chosen.
 */
export const chooseMember = (
  members: readonly Member[],
  wanted: Wanted,
  tried: ReadonlySet<Member>,
): Member | undefined => {
  const able = members.filter((member) => has(member, wanted.models));
  const left = (able.length > 0 ? able : members).filter((member) => !tried.has(member));
  return left.toSorted(
    (one, other) => rank(one) - rank(other) || costOf(one, wanted) - costOf(other, wanted),
  )[0];
};
