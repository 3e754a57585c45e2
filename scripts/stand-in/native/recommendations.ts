import type { Handler } from '../call.ts';

const cloud = (
  model: string,
  description: string,
  context_length: number,
  max_output_tokens: number,
): unknown => ({
  model: `${model}:cloud`,
  description,
  context_length,
  max_output_tokens,
});
const local = (model: string, description: string, gigabytes: number): unknown => ({
  model,
  description,
  vram_bytes: gigabytes * 1e9,
});

/** GET /api/experimental/model-recommendations */
export const recommendations: Handler = ({ reply }) =>
  reply.json(200, {
    recommendations: [
      cloud(
        'kimi-k2.6',
        'State-of-the-art coding, long-horizon execution, and multimodal agent swarm capability',
        262_144,
        262_144,
      ),
      cloud('glm-5.1', 'Reasoning and code generation', 202_752, 131_072),
      cloud('qwen3.5', 'Reasoning, coding, and agentic tool use with vision', 262_144, 32_768),
      cloud('minimax-m2.7', 'Fast, efficient coding and real-world productivity', 204_800, 128_000),
      local('gemma4', 'Reasoning and code generation locally', 12),
      local('qwen3.5', 'Reasoning, coding, and visual understanding locally', 14),
    ],
  });
