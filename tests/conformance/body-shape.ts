import { collapse, shapeOf } from './shape.ts';

/** A body without the parts that differ from run to run. */
export function bodyShape(status: number, contentType: string, text: string): unknown {
  if (status !== 200) return withoutIds(text);
  if (contentType === 'application/x-ndjson') return lines(text);
  if (contentType === 'text/event-stream') return events(text);
  if (contentType.startsWith('application/json')) return [json(text), text.endsWith('\n')];
  return text;
}

/** Whether the text of a body, and therefore its length, may differ from run to run. */
export function variesInLength(status: number, contentType: string): boolean {
  return status === 200 && !contentType.startsWith('text/plain');
}

function lines(text: string): unknown {
  const parts = text.split('\n');
  // A body that ends with a complete line has an empty last part.
  return collapse(parts.map((part) => (part === '' ? '<end of line>' : json(part))));
}

function events(text: string): unknown {
  return collapse(
    text.split('\n\n').map((block) =>
      block.split('\n').map((line) => {
        const data = /^data: (\{.*)$/s.exec(line)?.[1];
        return data === undefined ? line : json(data);
      }),
    ),
  );
}

function json(text: string): unknown {
  return text === '' ? '<nothing>' : shapeOf(JSON.parse(text));
}

function withoutIds(text: string): string {
  return text.replace(/\breq_[0-9a-f]{24}\b/g, '<request id>');
}
