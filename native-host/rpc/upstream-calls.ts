import type {
  CredentialInput,
  UpstreamFault,
  UpstreamInfo,
  UpstreamResult,
} from '../../shared/protocol/settings.ts';
import { CredentialError, isCredentialHeader, isSecret } from '../credential/credential.ts';
import { UserError } from '../errors/user-error.ts';
import { checkUpstream } from '../settings/check-upstream.ts';
import * as settings from '../settings/set-upstream.ts';
import { resolveUpstream } from '../upstream/resolve-upstream.ts';
import { shownAddress } from '../upstream/shown-address.ts';
import type { CallContext, CallHost } from './call-context.ts';
import { probeFault } from './probe-fault.ts';

const worldOf = ({ store, now, upstream: { vaults } }: CallHost): settings.SettingsWorld => ({
  ...{ store, vaults },
  now: () => now(),
});

const currentBase = async ({ store, upstream }: CallHost): Promise<string> =>
  resolveUpstream(await store.settings.get('upstream'), upstream.env).base;

const read = async ({ store, upstream }: CallHost): Promise<UpstreamInfo> => {
  const { base, from, credential } = await settings.readUpstream(store.settings, upstream.env);
  const { header, kept } = credential ?? {};
  return {
    ...{ address: shownAddress(base), from },
    credential: kept === undefined ? null : { header: header ?? null, kept },
  };
};

const failed = (fault: UpstreamFault): UpstreamResult => ({ changed: false, fault });

/** Uses what is stored from now on, and returns it. */
const applied = async (context: CallHost): Promise<UpstreamResult> => {
  const { upstream, gateway } = context;
  upstream.use(await currentBase(context));
  gateway.moved();
  return { changed: true, upstream: await read(context) };
};

/** Runs a change. A vault that fails is a fault, because the owner can do something about it. */
const change = async (context: CallHost, work: () => Promise<unknown>): Promise<UpstreamResult> => {
  try {
    await work();
  } catch (error) {
    if (error instanceof CredentialError) return failed('vault');
    throw error;
  }
  return applied(context);
};

const credentialFault = ({ secret, header }: CredentialInput): UpstreamFault | undefined => {
  if (!isSecret(secret)) return 'secret';
  return header === null || isCredentialHeader(header) ? undefined : 'header';
};

/** The address as it would be stored; undefined if it cannot be one. */
const parse = (address: string): string | undefined => {
  try {
    return checkUpstream(address);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
};

interface Test {
  readonly untested?: boolean | undefined;
  readonly credential?: CredentialInput | undefined;
}

/** Why an address or a credential cannot be used. Asks Ollama last. */
const findFault = async (
  base: string,
  { untested, credential }: Test,
  { upstream }: CallHost,
): Promise<UpstreamFault | undefined> => {
  const invalid = credential && credentialFault(credential);
  if (invalid || untested) return invalid;
  return probeFault(await upstream.probe(base, credential));
};

export const getUpstream = ({ context }: CallContext): Promise<UpstreamInfo> => read(context);

/** Changes the address of Ollama for this host at once, after a test. */
export const setUpstream = async (
  { address, ...test }: Test & { address: string | null },
  { context }: CallContext,
): Promise<UpstreamResult> => {
  const base =
    address === null ? resolveUpstream(undefined, context.upstream.env).base : parse(address.trim());
  if (base === undefined || address?.trim() === '') return failed('address');
  const fault = await findFault(base, test, context);
  if (fault) return failed(fault);
  const world = worldOf(context);
  return change(context, () =>
    address === null
      ? settings.clearUpstream(world)
      : settings.setUpstream(address.trim(), world, test.credential),
  );
};

/** Stores a credential for the current address, after a test. */
export const setCredential = async (
  { untested, ...credential }: CredentialInput & Test,
  { context }: CallContext,
): Promise<UpstreamResult> => {
  const base = await currentBase(context);
  const fault = await findFault(base, { untested, credential }, context);
  if (fault) return failed(fault);
  return change(context, () => settings.setCredential(base, credential, worldOf(context)));
};

/** Deletes the credential of the current address. */
export const removeCredential = async ({ context }: CallContext): Promise<UpstreamResult> => {
  const base = await currentBase(context);
  return change(context, () => settings.removeCredential(base, worldOf(context)));
};
