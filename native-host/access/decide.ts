import { type Caller, HTTP_CALLER } from '../../shared/access/caller.ts';
import type { Grant } from '../../shared/access/grant.ts';
import type { Scope } from '../../shared/access/scopes.ts';
import type { DenialCode } from '../../shared/errors/codes.ts';
import type { Operation } from '../../shared/operations/operations.ts';
import { isModelName, isOwnRegistry, isPlainHttp, registryOf } from './model-names.ts';
import { mayUseRegistry, mayUseWhereItRuns, namesModel } from './model-rules.ts';
import { notInForce } from './not-in-force.ts';

/** A scope that the content of a request calls for beside its operation's own, and what calls for it. */
export interface Need {
  readonly scope: Scope;
  readonly because: string;
}

/** What a request asks for, as it was understood. */
export interface Wanted {
  readonly operation: Operation;
  /** Every model that it names; null: its body has not been read, and is not asked about yet. */
  readonly models: readonly string[] | null;
  /** Of them, those that Ollama would fetch from a registry or send to one. */
  readonly registry: readonly string[];
  readonly needs: readonly Need[];
}

/** What a request asks for beside its models, if it asks for nothing special. */
export const NOTHING_MORE = { registry: [], needs: [] } as const;

/** All that a decision depends on. */
export interface Question extends Wanted {
  readonly caller: Caller;
  readonly grant: Grant | null;
  /** Whether the user has refused this caller. */
  readonly denied: boolean;
  /** Whether there is a companion that could ask the user. */
  readonly paired: boolean;
  /** Whether Ollama's own listing says that a model runs elsewhere, whatever its name. */
  readonly remote?: ((name: string) => boolean) | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export type Decision =
  | { readonly allow: true }
  | { readonly allow: false; readonly code: DenialCode; readonly message: string };

/** Who is refused: over HTTP there is nobody but the key. */
const who = ({ caller, grant }: Question): string =>
  caller.id === HTTP_CALLER.id ? `The key ${grant?.id}` : `The extension ${caller.id}`;

type Refused = readonly [DenialCode, string] | undefined;
type Rule = (question: Question) => Refused;
/** What a grant's own rules look at: not what is asked for. */
type Standing = Pick<Question, 'caller' | 'grant' | 'denied' | 'paired' | 'now'>;
type GrantRule = (standing: Standing) => Refused;
/** A rule about what a body says, for whoever has a grant. */
type BodyRule = (asked: Question & { grant: Grant; models: readonly string[] }) => Refused;

const has = ({ scopes }: Grant, scope: string) => (scopes as readonly string[]).includes(scope);

const PAGE_RULE: GrantRule = ({ caller }) =>
  caller.page
    ? undefined
    : ['content_script', `A content script of ${caller.id} called, not the extension itself.`];

/** Whether there is a grant, of this caller, that holds now. */
const GRANT_RULES: readonly GrantRule[] = [
  ({ grant, denied, caller }) =>
    grant || !denied ? undefined : ['denied', `The user has refused the extension ${caller.id}.`],
  ({ grant, paired }) =>
    grant || paired
      ? undefined
      : ['no_key', 'Ollama Turnkey has not been given its key in this browser yet.'],
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

/** In this order: the first rule that speaks decides. */
const RULES: readonly Rule[] = [
  PAGE_RULE,
  ({ operation }) =>
    operation.scope === 'never' ? ['operation_refused', `${operation.path} is never relayed.`] : undefined,
  ...GRANT_RULES,
  (question) => {
    const { grant, operation } = question;
    return grant && has(grant, operation.scope)
      ? undefined
      : ['scope_missing', `${who(question)} lacks "${operation.scope}", which ${operation.path} needs.`];
  },
];

/** What remains to be asked once a body was read. */
const BODY_RULES: readonly BodyRule[] = [
  ({ operation, models }) =>
    models.length > 0 || operation.models.length === 0 || operation.modelOptional
      ? undefined
      : ['bad_request', `The request names no model: ${operation.path} needs "${operation.models[0]}".`],
  ({ models }) =>
    models.every(isModelName)
      ? undefined
      : ['bad_request', 'A model’s name holds white space or another character that no name has.'],
  (question) => {
    const { grant, needs } = question;
    const need = needs.find(({ scope }) => !has(grant, scope));
    return need && ['scope_missing', `${who(question)} lacks "${need.scope}", which ${need.because} needs.`];
  },
  (question) => {
    const { grant, models, remote = () => false } = question;
    const cloud = models.find((model) => !mayUseWhereItRuns(grant, model, remote(model)));
    return cloud === undefined
      ? undefined
      : ['scope_missing', `${who(question)} lacks "cloud", which the model ${cloud} needs.`];
  },
  (question) => {
    const { grant, models } = question;
    const other = models.find((model) => !namesModel(grant.models, model));
    return other === undefined
      ? undefined
      : ['model_not_allowed', `${who(question)} may not use the model ${other}.`];
  },
  ({ grant, registry }) => {
    const other = registry.find((model) => !mayUseRegistry(grant, model));
    return other === undefined
      ? undefined
      : [
          'registry_refused',
          `The model ${other} is of the registry ${registryOf(other)}, not of Ollama’s own.`,
        ];
  },
  ({ registry }) => {
    const plain = registry.find((model) => isOwnRegistry(model) && isPlainHttp(model));
    return plain === undefined
      ? undefined
      : ['registry_refused', `The request would have Ollama transfer ${plain} without a checked connection.`];
  },
];

/** Whether a caller has a grant that holds now, whatever it allows: what Ollama's answer to a missing route needs. */
export const hasGrant = (standing: Pick<Standing, 'caller' | 'grant' | 'now'>): boolean =>
  [PAGE_RULE, ...GRANT_RULES].every((rule) => !rule({ denied: false, paired: true, ...standing }));

/**
 * The access decision: pure, and the only one. What no rule objects to is allowed. While `models` is null it is the
 * answer to whether the body is worth reading at all.
 */
export const decide = (question: Question): Decision => {
  const { grant, models } = question;
  for (const rule of RULES) {
    const refusal = rule(question);
    if (refusal) return { allow: false, code: refusal[0], message: refusal[1] };
  }
  if (models === null) return { allow: true };
  for (const rule of BODY_RULES) {
    // The rules before have refused whoever has no grant.
    const refusal = rule({ ...question, grant: grant as Grant, models });
    if (refusal) return { allow: false, code: refusal[0], message: refusal[1] };
  }
  return { allow: true };
};
