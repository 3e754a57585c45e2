import type { Need } from '../access/decide.ts';

/** A request body that was understood: what to send, and what of it decides who may send it. */
export interface UnderstoodBody {
  readonly body: string | Buffer;
  readonly contentType: string;
  /** Every model that it names. */
  readonly models: readonly string[];
  /** Of them, those that Ollama would fetch from a registry or send to one. */
  readonly registry: readonly string[];
  readonly needs: readonly Need[];
}
