/** What a grant may allow, each with the English text that the approval window, the SDK’s element and the docs show. */
export const SCOPES = {
  read: 'See your models',
  infer: 'Chat and generate text',
  embed: 'Index text for search (embeddings)',
  manage: 'Download, change and delete models',
  cloud: 'Use cloud models on your ollama.com account',
  web: 'Search and fetch web pages through ollama.com',
  admin: 'Manage keys and permissions (the companion and its owner only)',
} as const;

/** The name of a set of operations that a grant may allow. */
export type Scope = keyof typeof SCOPES;

/** The names of all scopes, in the order of the table. */
export const SCOPE_NAMES = Object.keys(SCOPES) as readonly Scope[];

/** The scopes that an approved extension gets, unless it asks for others or the user chooses others. */
export const DEFAULT_SCOPES: readonly Scope[] = ['read', 'infer', 'embed'];

/** The scopes of a key that pairs a companion: what the companion's own pages need. */
export const OWNER_SCOPES: readonly Scope[] = ['read', 'infer', 'embed', 'manage', 'admin'];

/** Whether a value is the name of a scope. */
export const isScope = (value: unknown): value is Scope =>
  typeof value === 'string' && Object.hasOwn(SCOPES, value);
