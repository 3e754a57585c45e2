import type { ErrorCode } from './errors/codes.ts';

/**
 * The page that tells users how to install the companion and the Turnkey app. A placeholder: the release sets the address
 * of the store listing (CONTRIBUTING.md, *Release*). No other file contains it.
 */
export const SETUP_URL = 'https://ollama-turnkey.example/install';

/** Problems that mean that Turnkey is not installed, rather than not working. */
const NOT_INSTALLED: readonly ErrorCode[] = ['companion_missing', 'host_missing'];

export const meansNotInstalled = (code: ErrorCode): boolean => NOT_INSTALLED.includes(code);

/** The page that solves a problem, or undefined. */
export const setupUrlOf = (code: ErrorCode): string | undefined =>
  meansNotInstalled(code) ? SETUP_URL : undefined;
