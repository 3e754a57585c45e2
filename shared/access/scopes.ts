/** What a grant may allow, each with the English sentence that the approval window, the SDK’s element and the docs show. */
export const SCOPES = {
  read: 'See your models',
  infer: 'Chat and generate text',
  embed: 'Index text for search (embeddings)',
  manage: 'Download, upload, change and delete models',
  cloud: 'Use cloud models on your ollama.com account',
  web: 'Search and fetch web pages through ollama.com',
  admin: 'Manage keys and permissions (the companion and its owner only)',
} as const;

/** The name of something that a grant may allow. */
export type Scope = keyof typeof SCOPES;

export const SCOPE_NAMES = Object.keys(SCOPES) as readonly Scope[];

/** What an approved extension gets unless it asks for less or the user gives more. */
export const DEFAULT_SCOPES: readonly Scope[] = ['read', 'infer', 'embed'];

/** What can delete data, cost money or send data to ollama.com. The user has to choose each of them. */
export const RISKY_SCOPES = ['manage', 'cloud', 'web'] as const satisfies readonly Scope[];

/** What the key that pairs a companion carries: all that its own pages do. */
export const OWNER_SCOPES: readonly Scope[] = ['read', 'infer', 'embed', 'manage', 'admin'];

export const isScope = (value: unknown): value is Scope =>
  typeof value === 'string' && Object.hasOwn(SCOPES, value);
