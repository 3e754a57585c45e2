import { type Caller, HTTP_CALLER } from '../../shared/access/caller.ts';
import type { Grant } from '../../shared/access/grant.ts';
import type { DenialCode } from '../../shared/errors/codes.ts';
import type { Operation } from '../../shared/operations/operations.ts';
import { isCloudModel, isModelName, plainModelName } from './model-names.ts';

/** All that a decision depends on. */
export interface Question {
  readonly caller: Caller;
  readonly grant: Grant | null;
  /** Whether the user has refused this caller. */
  readonly denied: boolean;
  /** Whether there is a companion that could ask the user. */
  readonly paired: boolean;
  readonly operation: Operation;
  /** Every model that the request names. */
  readonly models: readonly string[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export type Decision =
  | { readonly allow: true }
  | { readonly allow: false; readonly code: DenialCode; readonly message: string };

/** Who is refused: over HTTP there is nobody but the key. */
const who = ({ caller, grant }: Question): string =>
  caller.id === HTTP_CALLER.id ? `The key ${grant?.id}` : `The extension ${caller.id}`;

type Rule = (question: Question) => readonly [DenialCode, string] | undefined;

const scopesOf = ({ scopes }: Grant, scope: string) => (scopes as readonly string[]).includes(scope);

/** In this order: the first rule that speaks decides. */
const RULES: readonly Rule[] = [
  ({ caller }) =>
    caller.page
      ? undefined
      : ['content_script', `A content script of ${caller.id} called, not the extension itself.`],
  ({ operation }) =>
    operation.scope === 'never' ? ['operation_refused', `${operation.path} is an account route.`] : undefined,
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
  ({ grant }) =>
    grant?.revokedAt == null ? undefined : ['key_revoked', `The grant ${grant.id} was revoked.`],
  ({ grant }) =>
    grant?.disabledAt == null ? undefined : ['key_disabled', `The grant ${grant.id} is disabled.`],
  ({ grant, now }) =>
    grant?.expiresAt == null || grant.expiresAt > now
      ? undefined
      : ['key_expired', `The grant ${grant.id} has expired.`],
  (question) => {
    const { grant, operation } = question;
    return grant && scopesOf(grant, operation.scope)
      ? undefined
      : ['scope_missing', `${who(question)} lacks "${operation.scope}", which ${operation.path} needs.`];
  },
  ({ operation, models }) =>
    models.length > 0 || operation.models.length === 0 || operation.modelOptional
      ? undefined
      : ['bad_request', `The request names no model: ${operation.path} needs "${operation.models[0]}".`],
  ({ models }) =>
    models.every(isModelName)
      ? undefined
      : ['bad_request', 'A model’s name holds white space or another character that no name has.'],
  (question) => {
    const { grant, models } = question;
    const cloud = models.find(isCloudModel);
    if (cloud === undefined || (grant && scopesOf(grant, 'cloud'))) return undefined;
    return ['scope_missing', `${who(question)} lacks "cloud", which the model ${cloud} needs.`];
  },
  (question) => {
    const { grant, models } = question;
    const allowed = grant?.models?.map(plainModelName);
    const other = allowed && models.find((model) => !allowed.includes(plainModelName(model)));
    return other === undefined
      ? undefined
      : ['model_not_allowed', `${who(question)} may not use the model ${other}.`];
  },
];

/** The access decision: pure, and the only one. What no rule objects to is allowed. */
export const decide = (question: Question): Decision => {
  for (const rule of RULES) {
    const refusal = rule(question);
    if (refusal) return { allow: false, code: refusal[0], message: refusal[1] };
  }
  return { allow: true };
};
