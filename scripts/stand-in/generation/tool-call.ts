/** A call of a tool as the native routes show it. */
export interface ToolCall {
  readonly id: string;
  readonly function: {
    readonly index: number;
    readonly name: string;
    readonly arguments: Readonly<Record<string, unknown>>;
  };
}

interface Tool {
  readonly function?: {
    readonly name?: string;
    readonly parameters?: {
      readonly properties?: Readonly<Record<string, { readonly type?: string | readonly string[] }>>;
    };
  };
}

const ID_LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Calls the first tool with what the prompt names last: "Weather in Paris?" makes `{city: "Paris"}`. */
export function callFirstTool(tools: readonly unknown[], prompt: string): ToolCall | undefined {
  const [tool] = tools as readonly Tool[];
  if (tool === undefined) return undefined;
  const subject = prompt.match(/[\p{L}\p{N}]+/gu)?.at(-1) ?? '';
  const properties = Object.entries(tool.function?.parameters?.properties ?? {});
  const values: Readonly<Record<string, unknown>> = {
    number: 1,
    integer: 1,
    boolean: true,
    array: [],
    object: {},
  };
  return {
    id: `call_${randomLetters(8)}`,
    function: {
      index: 0,
      name: tool.function?.name ?? '',
      arguments: Object.fromEntries(
        properties.map(([name, { type }]) => [name, values[String(type)] ?? subject]),
      ),
    },
  };
}

function randomLetters(count: number): string {
  return Array.from({ length: count }, () => ID_LETTERS[Math.floor(Math.random() * ID_LETTERS.length)]).join(
    '',
  );
}
