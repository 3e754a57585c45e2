/** `stop` may be one word or a list. */
export function toStops(stop: unknown): unknown[] {
  if (typeof stop === 'string') return [stop];
  return Array.isArray(stop) ? stop : [];
}
