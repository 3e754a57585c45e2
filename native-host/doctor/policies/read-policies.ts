import type { DoctorWorld } from '../doctor-world.ts';
import { policyPlaces } from './policy-places.ts';

/** The policies that concern Turnkey, as far as they are set. */
export interface Policies {
  readonly NativeMessagingBlocklist?: readonly string[];
  readonly NativeMessagingAllowlist?: readonly string[];
  readonly NativeMessagingUserLevelHosts?: boolean;
  readonly ExtensionInstallBlocklist?: readonly string[];
  readonly ExtensionInstallAllowlist?: readonly string[];
}

const LISTS = [
  'NativeMessagingBlocklist',
  'NativeMessagingAllowlist',
  'ExtensionInstallBlocklist',
  'ExtensionInstallAllowlist',
] as const;

/** The known policies in a JSON text. Firefox has them in a field of their own. Empty if it is not JSON. */
export const parsePolicies = (text: string): Policies => {
  try {
    const value = Object(JSON.parse(text)) as Record<string, unknown>;
    const fields = (typeof value['policies'] === 'object' ? Object(value['policies']) : value) as Record<
      string,
      unknown
    >;
    const users = fields['NativeMessagingUserLevelHosts'];
    return {
      ...Object.fromEntries(
        LISTS.filter((name) => Array.isArray(fields[name])).map((name) => [name, fields[name]]),
      ),
      ...(users !== undefined && { NativeMessagingUserLevelHosts: users === true || users === 1 }),
    };
  } catch {
    return {};
  }
};

const readLinux = async ({ fs }: DoctorWorld, place: string): Promise<Policies[]> => {
  const names = place.endsWith('.json') ? [] : (await fs.readdir(place).catch(() => [])).sort();
  const files = place.endsWith('.json') ? [place] : names.map((name) => `${place}/${name}`);
  return Promise.all(
    files.map(async (file) => parsePolicies(await fs.readFile(file, 'utf8').catch(() => ''))),
  );
};

/** A file of managed preferences is a property list, which the system's own program converts. */
const readDarwin = async ({ fs, run }: DoctorWorld, place: string): Promise<Policies[]> => {
  if (place.endsWith('.json')) return [parsePolicies(await fs.readFile(place, 'utf8').catch(() => ''))];
  const file = `/Library/Managed Preferences/${place}.plist`;
  const { stdout } = await run('/usr/bin/plutil', ['-convert', 'json', '-o', '-', file]);
  return [parsePolicies(stdout)];
};

/** The values of a key in the output of `reg query`, by their names. */
export const parseRegistryValues = (output: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Array.from(output.matchAll(/^ {4}(\S.*?) {4}REG_\w+ {4}(.*?)\r?$/gm), ([, name = '', value = '']) => [
      name,
      value,
    ]),
  );

const readWindows = async ({ env, run }: DoctorWorld, place: string): Promise<Policies[]> => {
  const reg = `${env['SystemRoot'] ?? 'C:\\Windows'}\\System32\\reg.exe`;
  const query = async (key: string) => parseRegistryValues((await run(reg, ['query', key])).stdout);
  return Promise.all(
    ['HKLM', 'HKCU'].map(async (hive) => {
      const key = `${hive}\\Software\\Policies\\${place}`;
      const users = (await query(key))['NativeMessagingUserLevelHosts'];
      const lists = await Promise.all(
        LISTS.map(async (name) => [name, Object.values(await query(`${key}\\${name}`))]),
      );
      return {
        ...Object.fromEntries(lists.filter(([, values]) => (values?.length ?? 0) > 0)),
        ...(users !== undefined && { NativeMessagingUserLevelHosts: Number(users) === 1 }),
      };
    }),
  );
};

const READ = { linux: readLinux, darwin: readDarwin, win32: readWindows } as const;

/** The policies of a browser. Of several files, the first that sets a policy counts. */
export const readPolicies = async (world: DoctorWorld, browser: string): Promise<Policies> => {
  const places = policyPlaces(browser, world.platform);
  const all = await Promise.all(places.map((place) => READ[world.platform](world, place)));
  return Object.assign({}, ...all.flat().reverse()) as Policies;
};
