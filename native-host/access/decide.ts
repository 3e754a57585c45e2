import { type Caller, HTTP_CALLER } from '../../shared/access/caller.ts';
import type { Grant } from '../../shared/access/grant.ts';
import type { Scope } from '../../shared/access/scopes.ts';
import type { DenialCode } from '../../shared/errors/codes.ts';
import type { Operation } from '../../shared/operations/operations.ts';
import { isModelName, isOwnRegistry, isPlainHttp, registryOf } from './model-names.ts';
import { mayUseRegistry, mayUseWhereItRuns, namesModel } from './model-rules.ts';
import { notInForce } from './not-in-force.ts';
import { isUpkeep } from './upkeep.ts';

/** A scope that the content of a request needs in addition to its operation's own, and why. */
export interface Need {
  readonly scope: Scope;
  readonly because: string;
}

/** What a request needs permission for, as parsed. */
export interface AccessRequest {
  readonly operation: Operation;
  /** Every model that it names. Null before its body was read: only the general rules are evaluated. */
  readonly models: readonly string[] | null;
  /** Those of `models` that Ollama would pull from or push to a registry. */
  readonly registry: readonly string[];
  readonly needs: readonly Need[];
  /** Whether a model runs on another server according to Ollama's own list. @default none does */
  readonly remote?: ((name: string) => boolean) | undefined;
}

/** No registry and no additional scope. */
export const NOTHING_MORE = { registry: [], needs: [] } as const;

/** Everything that a decision depends on. */
export interface DecisionInput extends AccessRequest {
  readonly caller: Caller;
  readonly grant: Grant | null;
  /** Whether the user has refused this caller. */
  readonly denied: boolean;
  /** Whether a companion is paired that could ask the user. */
  readonly paired: boolean;
  /** Whether the user has paused all extensions. @default false */
  readonly paused?: boolean | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export type Decision =
  | { readonly allow: true }
  | { readonly allow: false; readonly code: DenialCode; readonly message: string };

/** The refused party: over HTTP a key, else an extension. */
const who = ({ caller, grant }: Pick<DecisionInput, 'caller' | 'grant'>): string =>
  caller.id === HTTP_CALLER.id ? `The key ${grant?.id}` : `The extension ${caller.id}`;

type Refused = readonly [DenialCode, string] | undefined;
type Rule = (input: DecisionInput) => Refused;
/** What the rules about the grant itself depend on. */
type GrantInput = Pick<DecisionInput, 'caller' | 'grant' | 'denied' | 'paired' | 'paused' | 'now'>;
type GrantRule = (input: GrantInput) => Refused;
/** What the body rules depend on. */
type BodyInput = Omit<AccessRequest, 'models'> & {
  readonly caller: Caller;
  readonly grant: Grant;
  readonly models: readonly string[];
};
type BodyRule = (input: BodyInput) => Refused;

const has = ({ scopes }: Grant, scope: string) => (scopes as readonly string[]).includes(scope);

const PAGE_RULE: GrantRule = ({ caller }) =>
  caller.page
    ? undefined
    : ['content_script', `A content script of ${caller.id} called, not the extension itself.`];

/** Whether the caller has a grant of its own that is in force. */
const GRANT_RULES: readonly GrantRule[] = [
  ({ grant, denied, caller }) =>
    grant || !denied ? undefined : ['denied', `The user has refused the extension ${caller.id}.`],
  ({ grant, paired }) =>
    grant || paired
      ? undefined
      : ['no_key', 'Ollama Turnkey has not been given its key in this browser yet.'],
  // Before the user would be asked. The companion's own pages are the user's.
  ({ paused, caller }) =>
    paused && !caller.own ? ['paused', 'The user has paused the access of all extensions.'] : undefined,
  ({ grant, caller }) =>
    grant
      ? undefined
      : ['not_approved', `The user has not allowed the extension ${caller.id} to use Ollama.`],
  ({ grant, caller }) =>
    grant?.caller === caller.id
      ? undefined
      : ['key_elsewhere', `The grant ${grant?.id} belongs to another extension.`],
  ({ grant, now }) => {
    const reason = grant && notInForce(grant, 'grant', now);
    return reason ? [reason.code, reason.message] : undefined;
  },
];

/** The general rules, independent of the body. The first one that refuses decides. */
const GENERAL_RULES: readonly Rule[] = [
  PAGE_RULE,
  ({ operation }) =>
    operation.scope === 'never' ? ['operation_refused', `${operation.path} is never relayed.`] : undefined,
  ...GRANT_RULES,
  (input) => {
    const { grant, operation } = input;
    return grant && has(grant, operation.scope)
      ? undefined
      : ['scope_missing', `${who(input)} lacks "${operation.scope}", which ${operation.path} needs.`];
  },
];

/** The rules about what a body asks for. The first one that refuses decides. */
const BODY_RULES: readonly BodyRule[] = [
  ({ operation, models }) =>
    models.length > 0 || operation.models.length === 0 || operation.modelOptional
      ? undefined
      : ['bad_request', `The request names no model: ${operation.path} needs "${operation.models[0]}".`],
  ({ models }) =>
    models.every(isModelName)
      ? undefined
      : ['bad_request', 'A model name contains white space or another invalid character.'],
  (input) => {
    const { grant, needs } = input;
    const need = needs.find(({ scope }) => !has(grant, scope));
    return need && ['scope_missing', `${who(input)} lacks "${need.scope}", which ${need.because} needs.`];
  },
  (input) => {
    const { grant, models, remote = () => false } = input;
    if (isUpkeep(input)) return undefined;
    const cloud = models.find((model) => !mayUseWhereItRuns(grant, model, remote(model)));
    return cloud === undefined
      ? undefined
      : ['scope_missing', `${who(input)} lacks "cloud", which the model ${cloud} needs.`];
  },
  (input) => {
    const { grant, models } = input;
    const other = models.find((model) => !namesModel(grant.models, model));
    return other === undefined
      ? undefined
      : ['model_not_allowed', `${who(input)} may not use the model ${other}.`];
  },
  (input) => {
    const { grant, registry } = input;
    if (isUpkeep(input)) return undefined;
    const other = registry.find((model) => !mayUseRegistry(grant, model));
    return other === undefined
      ? undefined
      : [
          'registry_refused',
          `The model ${other} is in the registry ${registryOf(other)}, not in Ollama’s own.`,
        ];
  },
  ({ registry }) => {
    const plain = registry.find((model) => isOwnRegistry(model) && isPlainHttp(model));
    return plain === undefined
      ? undefined
      : [
          'registry_refused',
          `The request would make Ollama transfer ${plain} over an unverified connection.`,
        ];
  },
];

/** Whether a caller has a grant in force, whatever it allows. Required for Ollama's own response to an unknown route. */
export const hasGrant = (input: Pick<GrantInput, 'caller' | 'grant' | 'now'>): boolean =>
  [PAGE_RULE, ...GRANT_RULES].every((rule) => !rule({ denied: false, paired: true, ...input }));

const toDecision = (refused: Refused): Decision =>
  refused ? { allow: false, code: refused[0], message: refused[1] } : { allow: true };

const firstRefusal = <Asked>(rules: readonly ((asked: Asked) => Refused)[], asked: Asked): Refused => {
  for (const rule of rules) {
    const refused = rule(asked);
    if (refused) return refused;
  }
  return undefined;
};

/** The second half of the decision, for a grant that the general rules allow to use the operation. */
export const decideBody = (input: BodyInput): Decision => toDecision(firstRefusal(BODY_RULES, input));

/**
 * The access decision: pure, and the only one. Whatever no rule refuses is allowed. While `models` is null, only the
 * general rules are evaluated: whether the body is worth reading.
 */
export const decide = (input: DecisionInput): Decision => {
  const { grant, models } = input;
  const refused = firstRefusal(GENERAL_RULES, input);
  if (refused || models === null) return toDecision(refused);
  // The general rules refuse every input without a grant.
  return decideBody({ ...input, grant: grant as Grant, models });
};
