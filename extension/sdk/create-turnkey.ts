import { makeTurnkey } from './make-turnkey.ts';
import { openPort } from './transport/open-port.ts';
import { overPort } from './transport/over-port.ts';
import type { Turnkey, TurnkeyOptions } from './turnkey.ts';

/** The way to the user's Ollama for this extension context. Opens nothing until it is used. */
export const createTurnkey = ({ transport = 'auto', ...options }: TurnkeyOptions = {}): Turnkey =>
  makeTurnkey(options, { connect: overPort(() => openPort(transport)) });
