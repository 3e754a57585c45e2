import type { OwnerSettings } from '../../shared/protocol/settings.ts';
import { readDuration, setDuration } from '../settings/default-duration.ts';
import type { CallContext } from './call-context.ts';

export const getSettings = async ({ context }: CallContext): Promise<OwnerSettings> => ({
  duration: await readDuration(context.store.settings),
});

export const setSettings = async ({ duration }: OwnerSettings, { context }: CallContext): Promise<null> => {
  await setDuration(duration, context);
  return null;
};
