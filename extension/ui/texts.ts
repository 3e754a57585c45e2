import type { Hop } from '../../shared/protocol/status.ts';

/** What the parts that several pages share say. */
export const TEXTS = {
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Not copied',
} as const;

/** The hops on the way to Ollama, in order. */
export const HOP_NAMES = {
  companion: 'Ollama Turnkey extension',
  host: 'Host on this computer',
  access: 'Permission',
  ollama: 'Ollama',
} as const;

export const HOP_STATES: Record<Hop['state'], string> = {
  ready: 'ready',
  problem: 'needs attention',
  unknown: 'not known yet',
};
