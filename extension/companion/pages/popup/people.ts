import browser from 'webextension-polyfill';
import type { Grant } from '../../../../shared/access/grant.ts';
import type { ShownApproval } from '../../../../shared/protocol/calls.ts';
import { extensionInfo } from '../shared/who/extension-info.ts';
import { namesOf } from '../shared/who/named-grant.ts';

/** How the popup names an extension. */
export interface Person {
  readonly id: string;
  /** By the user, the browser or the extension itself; the start of the id if none names it. */
  readonly name: string;
  readonly icon: string | undefined;
}

/** The characters of an id that are shown without a name. */
const ID_START = 8;

interface Known {
  readonly grants: readonly Grant[];
  readonly prompts: readonly ShownApproval[];
}

const personOf = async (id: string, { grants, prompts }: Known): Promise<Person> => {
  if (id === browser.runtime.id) return { id, name: 'Ollama Turnkey', icon: '/icons/48.png' };
  const info = await extensionInfo(id);
  const grant = grants.findLast(({ caller, kind }) => caller === id && kind !== 'pairing');
  const prompt = prompts.find(({ caller }) => caller === id);
  const { given, claimed } = grant ? namesOf(grant) : { given: undefined, claimed: undefined };
  const name = given ?? info?.name ?? claimed ?? prompt?.name ?? `${id.slice(0, ID_START)}…`;
  return { id, name, icon: info?.icon ?? prompt?.icon };
};

/** Looks up the extensions with these ids. */
export const peopleOf = async (
  ids: readonly string[],
  known: Known,
): Promise<ReadonlyMap<string, Person>> => {
  const people = await Promise.all([...new Set(ids)].map((id) => personOf(id, known)));
  return new Map(people.map((person) => [person.id, person]));
};
