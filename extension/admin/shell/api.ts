/** Where the key is stored: for this origin, port included, and this tab only. A cookie would go to every port. */
const STORED = 'adminKey';

/** An answer other than 2xx, or none. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  readonly help: string;
  constructor(status: number, { error = '', code = '', help = '' }) {
    super(error);
    this.status = status;
    this.code = code;
    this.help = help;
  }
}

/** The key that is in use; null before the user has signed in. */
export const storedKey = (): string | null => sessionStorage.getItem(STORED);

/** Uses a key from now on; null: none. */
export const useKey = (key: string | null): void => {
  if (key === null) sessionStorage.removeItem(STORED);
  else sessionStorage.setItem(STORED, key);
};

const UNREACHABLE = {
  error: 'The server does not answer.',
  code: 'unreachable',
  help: 'Check that `ollama-turnkey serve` is running, then try again.',
};

/** Calls the admin API with the key in use. `path` is below `/admin/v1`. Rejects with an ApiError. */
export const api = async <Result>(method: string, path: string, body?: object): Promise<Result> => {
  const response = await fetch(`/admin/v1${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${storedKey()}`,
      ...(body && { 'Content-Type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new ApiError(0, UNREACHABLE);
  });
  if (response.status === 204) return undefined as Result;
  const answer = await response.json().catch(() => ({ error: 'The answer is not valid.' }));
  if (!response.ok) throw new ApiError(response.status, answer);
  return answer;
};

/** Whether the key in use is missing, wrong, or no longer accepted. */
export const isKeyProblem = (error: unknown): error is ApiError =>
  error instanceof ApiError && (error.status === 401 || /^key_/.test(error.code));
