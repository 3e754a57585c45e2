/** Fields whose value does not depend on the time or on the text of the model, and so is part of the shape. */
const FIXED_FIELDS: ReadonlySet<string> = new Set([
  'done_reason',
  'error',
  'family',
  'finish_reason',
  'format',
  'model',
  'name',
  'object',
  'owned_by',
  'role',
  'status',
  'stop_reason',
  'system_fingerprint',
  'type',
]);
/** Lists of at least this many numbers are vectors, whose length is part of the shape. */
const VECTOR = 100;

/** The shape of a JSON value: field names in order, types, and fixed values. */
export function shapeOf(value: unknown, field = ''): unknown {
  if (Array.isArray(value)) return listShape(value);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shapeOf(item, name)]));
  }
  if (typeof value === 'string') return FIXED_FIELDS.has(field) ? withoutDigests(value) : textShape(value);
  if (typeof value === 'number') return value === 0 ? 0 : '<number>';
  return value;
}

/** Merges equal neighbours. */
export function collapse<T>(shapes: readonly T[]): T[] {
  return shapes.filter(
    (shape, index) => index === 0 || JSON.stringify(shape) !== JSON.stringify(shapes[index - 1]),
  );
}

function listShape(list: readonly unknown[]): unknown {
  if (list.length >= VECTOR && list.every((item) => typeof item === 'number'))
    return `<${list.length} numbers>`;
  if (list.length > 0 && list.every((item) => typeof item === 'number')) return '<numbers>';
  return collapse(list.map((item) => shapeOf(item)));
}

function textShape(text: string): string {
  if (text === '') return '';
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? '<time>' : '<text>';
}

function withoutDigests(text: string): string {
  return text.replace(/\b[0-9a-f]{64}\b/g, '<digest>');
}
