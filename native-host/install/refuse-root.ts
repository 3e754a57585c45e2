import { InstallError } from './install-error.ts';
import type { InstallPlace } from './install-layout.ts';
import type { InstallWorld } from './install-world.ts';

/** Throws `install_refused_root` under sudo without `system`: files for root's browsers would help nobody. */
export const refuseRoot = ({ system = false }: InstallPlace, { uid, env }: InstallWorld): void => {
  const user = env['SUDO_USER'];
  if (system || uid !== 0 || !user || user === 'root') return;
  throw new InstallError(
    'install_refused_root',
    `Under sudo this would be done for root's browsers, not for those of ${user}. ` +
      `Run the same command as ${user} without sudo, or add --system to do it for all users of this machine.`,
  );
};
