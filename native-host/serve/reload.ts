import { isDeepStrictEqual } from 'node:util';
import { redactKeys } from '../../shared/key/key.ts';
import { UserError } from '../errors/user-error.ts';
import type { Signals } from './until-signal.ts';

/** Settings that apply at once. All others are those of the start. */
const AT_ONCE: ReadonlySet<string> = new Set([
  'origin',
  'allowHost',
  'strictHost',
  'scopes',
  'apiKeyScope',
  'limitPolicy',
  'modelNames',
  'networks',
  'trustProxy',
  // Derived from other settings.
  ...['limits', 'bodies', 'tls'],
  ...['limitConcurrent', 'limitMinute', 'limitDay', 'limitMonth', 'limitTokensDay', 'limitTokensMonth'],
]);

/** The names of changed settings that apply only after a restart, as the file has them. */
export const needsRestart = (before: object, after: object): string[] => {
  const [old, wanted] = [before, after] as Record<string, unknown>[];
  return Object.keys({ ...old, ...wanted })
    .filter((name) => !AT_ONCE.has(name) && !isDeepStrictEqual(old?.[name], wanted?.[name]))
    .map((name) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
};

/**
 * Reads the settings again on SIGHUP. If they cannot be used, those in use stay, and the reason is explained. Windows sends
 * this signal when a console closes, and has no way to send it. Returns a function that stops listening.
 * @param reload resolves with the names of what needs a restart
 */
export const reloadOnSignal = (
  signals: Signals,
  explain: (line: string) => void,
  reload: () => Promise<readonly string[]>,
  platform: NodeJS.Platform = process.platform,
): (() => void) => {
  if (platform === 'win32') return () => {};
  let last: Promise<void> = Promise.resolve();
  const once = async () => {
    try {
      const later = await reload();
      const rest = later.length > 0 ? ` These need a restart: ${later.join(', ')}.` : '';
      explain(`The configuration was read again.${rest}`);
    } catch (error) {
      const why = error instanceof UserError ? error.message : 'The new one cannot be read.';
      explain(redactKeys(`The configuration in use stays. ${why}`));
    }
  };
  const onSignal = () => {
    // One after the other, so that the newest file is used last.
    last = last.then(once);
  };
  signals.on('SIGHUP', onSignal);
  return () => void signals.off('SIGHUP', onSignal);
};
