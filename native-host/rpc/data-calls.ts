import type { Erasure, ExportPart } from '../../shared/protocol/settings.ts';
import { Refusal } from '../errors/refusal.ts';
import { erase } from '../settings/erase.ts';
import { exportText } from '../settings/export-text.ts';
import type { CallContext, CallHost } from './call-context.ts';

/** Characters of a part, so that its frame stays below the largest that a browser accepts, whatever they are. */
const PART = 64 * 1024;

/** An offset that does not divide a surrogate pair, which a browser would not accept in a message. */
const wholePairs = (text: string, offset: number): number =>
  /[\ud800-\udbff]/.test(text.charAt(offset - 1)) ? offset - 1 : offset;

/** The snapshot that is being read. There is one at a time, and it is dropped with its last part. */
const snapshots = new WeakMap<CallHost, string>();

const takeSnapshot = async (context: CallHost): Promise<string> => {
  const { store, gateway, version } = context;
  await gateway.counted();
  const text = exportText(await store.contents.read(), { version, now: context.now() });
  snapshots.set(context, text);
  return text;
};

/** Returns the part of the exported data from an offset on. All parts are of one snapshot. */
export const exportData = async (
  { offset }: { offset: number },
  { context }: CallContext,
): Promise<ExportPart> => {
  const whole = offset === 0 ? await takeSnapshot(context) : snapshots.get(context);
  if (whole === undefined || offset > whole.length) {
    throw new Refusal('bad_request', 'The export has ended. Start it again.');
  }
  const end = wholePairs(whole, offset + PART);
  const next = end < whole.length ? end : null;
  if (next === null) snapshots.delete(context);
  return { text: whole.slice(offset, end), next };
};

/** Erases usage or everything, and the prompts that were not answered. The pairing of this browser stays. */
export const eraseData = async ({ what }: { what: Erasure }, { context }: CallContext): Promise<null> => {
  await context.gateway.counted();
  // The right of the call has just required it, but it may have been revoked since.
  const grant = await context.pairing.grant();
  if (!grant) throw new Refusal('no_key', 'Ollama Turnkey is not paired with the host in this browser.');
  await erase(what, grant.id, context);
  return null;
};
