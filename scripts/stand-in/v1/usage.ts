import type { Metrics } from '../generation/metrics.ts';

/** What a generation cost, as OpenAI counts it. */
export function usageOf({ prompt_eval_count = 0, eval_count = 0 }: Partial<Metrics>): unknown {
  return {
    prompt_tokens: prompt_eval_count,
    completion_tokens: eval_count,
    total_tokens: prompt_eval_count + eval_count,
  };
}
