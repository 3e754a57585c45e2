import { audited, type GrantWorld } from './audited.ts';

/**
 * Pauses the access of all extensions, or resumes it. Pausing ends their running requests. It applies to every process
 * with this store, and not to keys over HTTP.
 */
export const setPaused = (paused: boolean, world: Pick<GrantWorld, 'store' | 'now'>): Promise<void> =>
  audited(world, async ({ pause }) => {
    const isChanged = await pause.set(paused);
    const act = paused ? 'paused' : 'resumed';
    return { result: undefined, audit: isChanged ? { act, subject: 'extensions' } : undefined };
  });
