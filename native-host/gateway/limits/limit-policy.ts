import { HTTP_CALLER } from '../../../shared/access/caller.ts';
import type { Grant, Limits } from '../../../shared/access/grant.ts';

/** Limits beside those of the grants themselves. */
export interface LimitPolicy {
  /** For a grant without limits of its own; null: none. */
  readonly standard: Limits | null;
  /** By label and value: all grants with the label share them. */
  readonly labels: Readonly<Record<string, Readonly<Record<string, Limits>>>>;
}

export const NO_POLICY: LimitPolicy = { standard: null, labels: {} };

/** Limits, and whose use they apply to. */
export interface Limited {
  /** What the use is counted under: the id of a grant, or a label. */
  readonly subject: string;
  readonly limits: Limits;
  /** For messages, as in `The key ab12cd34`. */
  readonly who: string;
  /** What changes the limits, for callers over HTTP. */
  readonly change: string;
}

const ofGrant = ({ id, limits, createdAt }: Grant, { standard }: LimitPolicy): Limited | undefined => {
  const who = `The grant ${id}`;
  if (limits) {
    // A key of the environment is not in the store.
    const change = createdAt > 0 ? `\`ollama-turnkey key update ${id}\`` : 'The options of `serve`';
    return { subject: id, limits, who, change };
  }
  return standard
    ? {
        subject: id,
        limits: standard,
        who,
        change: `\`ollama-turnkey key update ${id}\` or the options of \`serve\``,
      }
    : undefined;
};

/** All limits that apply to a request of a grant. */
export const limitsFor = (grant: Grant, policy: LimitPolicy): readonly Limited[] => {
  const own = ofGrant(grant, policy);
  const shared = Object.entries(grant.labels ?? {}).flatMap(([label, value]): Limited[] => {
    const values = Object.hasOwn(policy.labels, label) ? policy.labels[label] : undefined;
    const limits = values && Object.hasOwn(values, value) ? values[value] : undefined;
    if (!limits) return [];
    const who = `The ${label} ${JSON.stringify(value)}`;
    const change = `\`limits.labels\` in the configuration file of \`serve\``;
    return [{ subject: `${label}=${value}`, limits, who, change }];
  });
  return own ? [own, ...shared] : shared;
};

/** What to do about a reached limit; undefined for an extension, whose user has a page for it. */
export const helpFor = (caller: string, { change }: Limited): string | undefined =>
  caller === HTTP_CALLER.id ? `${change} changes the limit.` : undefined;
