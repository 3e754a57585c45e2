/** The probability of a token, as `logprobs` shows it. */
export interface Logprob {
  readonly token: string;
  readonly logprob: number;
  readonly bytes: readonly number[];
  readonly top_logprobs?: readonly Omit<Logprob, 'top_logprobs'>[];
}

/** Made-up probabilities: the token itself, then as many others as asked for. */
export function logprobOf(token: string, top: number): Logprob {
  const one = (text: string, rank: number): Logprob => ({
    token: text,
    logprob: -0.25 - rank,
    bytes: [...Buffer.from(text)],
  });
  const own = one(token, 0);
  if (top === 0) return own;
  const others = Array.from({ length: top - 1 }, (_, index) => one(` other${index + 1}`, index + 1));
  return { ...own, top_logprobs: [own, ...others] };
}
