import { DEFAULT_SCOPES, SCOPE_NAMES, SCOPES } from '../../shared/access/scopes.ts';
import { ERRORS, type ErrorCode } from '../../shared/errors/codes.ts';
import { actionFor } from '../../shared/errors/problem.ts';
import { type Extra, OPERATIONS, type Operation } from '../../shared/operations/operations.ts';
import { code, markdown } from './markdown.ts';

export const scopes = (): string =>
  markdown(
    ['Scope', 'What it allows', 'Requested by default'],
    SCOPE_NAMES.map((name) => [code(name), SCOPES[name], DEFAULT_SCOPES.includes(name) ? 'yes' : 'no']),
  );

const WHEN: Record<Extra['when'], (field: string) => string> = {
  text: (field) => `with ${code(field)}`,
  'web-search': (field) => `for a web search in ${code(field)}`,
};

const needed = ({ scope, extra = [] }: Operation): string => {
  if (scope === 'never') return 'never relayed';
  const more = extra.map(
    ({ field, scope: besides, when, droppable }) =>
      `${code(besides)} ${WHEN[when](field)}${droppable ? ', which is left out without it' : ''}`,
  );
  return [code(scope), ...more].join(', ');
};

const versions = ({ since, removed }: Operation): string => {
  if (since !== undefined) return ` (Ollama ${since} or newer)`;
  return removed === undefined ? '' : ` (before Ollama ${removed})`;
};

export const operations = (): string =>
  markdown(
    ['Route', 'Scope', 'Fields that name models'],
    OPERATIONS.map((operation) => [
      code(`${operation.methods.join(', ')} ${operation.path}`) + versions(operation),
      needed(operation),
      operation.models.map(code).join(', '),
    ]),
  );

/** How an extension meets an error of each kind; a denial by its status. */
const MEETS = { transport: 'the call rejects', denied: 'HTTP', ollama: 'Ollama’s own answer' } as const;

const CODES = Object.keys(ERRORS) as ErrorCode[];

export const errors = (): string =>
  markdown(
    ['Code', 'How it appears', 'What to do', '`action`'],
    CODES.map((name) => {
      const { kind, help, ...rest } = ERRORS[name];
      const shows = 'status' in rest ? `${MEETS[kind]} ${rest.status}` : MEETS[kind];
      const action = actionFor(name);
      return [code(name), shows, help, action ? code(action) : ''];
    }),
  );

/** Codes that only the developer of an extension or a client can correct. */
const FOR_DEVELOPERS: ReadonlySet<ErrorCode> = new Set([
  'companion_mismatch',
  'background_missing',
  'context_invalidated',
  'content_script',
  'key_in_url',
  'bad_request',
  'body_timeout',
  'too_many_wrong_keys',
  'network_not_allowed',
]);

/** The errors that a user can do something about. */
export const userErrors = (): string =>
  markdown(
    ['Code', 'What to do'],
    CODES.filter((name) => !FOR_DEVELOPERS.has(name)).map((name) => [code(name), ERRORS[name].help]),
  );
