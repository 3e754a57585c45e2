import type { TurnkeyStatus } from '../../../../shared/protocol/status.ts';
import { listModels } from '../../../sdk/models.ts';
import { STATUS_TIMEOUT_MS } from '../../../sdk/status.ts';
import { host } from '../shared/host.ts';
import { listedModels } from '../shared/terms/listed-models.ts';
import type { Facts } from './steps.ts';

/** In milliseconds. Older Ollamas are asked about each model. */
const MODELS_TIMEOUT_MS = 10_000;

/** The models that can chat and run on this computer: the pairing does not allow cloud models. */
const chatModels = async (): Promise<readonly string[] | undefined> => {
  const signal = AbortSignal.timeout(MODELS_TIMEOUT_MS);
  const [listed, able] = await Promise.all([
    listedModels(),
    listModels({ fetch: host.fetch }, { can: 'chat', signal }).catch(() => undefined),
  ]);
  const local = listed?.filter(({ remote }) => !remote).map(({ name }) => name);
  return local && able?.map(({ name }) => name).filter((name) => local.includes(name));
};

/** The end of the pairing window, if it is open. An older Turnkey app does not know the call. */
const claimUntil = (): Promise<number | undefined> =>
  host.call('pair.window').then(
    ({ open, until }) => (open ? until : undefined),
    () => undefined,
  );

type Read = Pick<Facts, 'status' | 'silent' | 'claimUntil' | 'models'>;

const readMore = async (status: TurnkeyStatus): Promise<Partial<Read>> => {
  if (status.host.state !== 'ready') return {};
  if (status.access.state !== 'ready') return { claimUntil: await claimUntil() };
  return status.ollama.state === 'ready' ? { models: await chatModels() } : {};
};

/** Reads what the Turnkey app knows. Never rejects. */
export const readFacts = async (): Promise<Read> => {
  const facts = { silent: false, claimUntil: undefined, models: undefined };
  try {
    const status = await host.status(AbortSignal.timeout(STATUS_TIMEOUT_MS));
    return { ...facts, status, ...(await readMore(status)) };
  } catch {
    // The status of a broken connection is a value: only silence rejects.
    return { ...facts, silent: true, status: undefined };
  }
};
