import { randomBytes } from 'node:crypto';

/** A tool call in the format of the native routes. */
export interface ToolCall {
  readonly id: string;
  readonly function: {
    readonly index: number;
    readonly name: string;
    readonly arguments: Readonly<Record<string, unknown>>;
  };
}

/** The definition of a tool in a request. */
export interface Tool {
  readonly function?: {
    readonly name?: string;
    readonly parameters?: { readonly properties?: Readonly<Record<string, { readonly type?: unknown }>> };
  };
}

const VALUES: Readonly<Record<string, unknown>> = {
  number: 1,
  integer: 1,
  boolean: true,
  array: [],
  object: {},
};

/** Calls the first tool with the last word of the prompt: "Weather in Paris?" gives `{city: "Paris"}`. */
export const callFirstTool = (tools: readonly Tool[], prompt: string): ToolCall | undefined => {
  const [tool] = tools;
  if (tool === undefined) return undefined;
  const subject = prompt.match(/[\p{L}\p{N}]+/gu)?.at(-1) ?? '';
  const properties = Object.entries(tool.function?.parameters?.properties ?? {});
  const values = properties.map(([name, { type }]) => [name, VALUES[String(type)] ?? subject]);
  return {
    id: `call_${randomBytes(4).toString('hex')}`,
    function: { index: 0, name: tool.function?.name ?? '', arguments: Object.fromEntries(values) },
  };
};
