/** A time as Go prints it in UTC: nanoseconds, with zeros at the end cut. Milliseconds since 1970, with a fraction. */
export function goTimestamp(time: number = performance.timeOrigin + performance.now()): string {
  const seconds = Math.floor(time / 1000);
  const nanoseconds = Math.floor((time - seconds * 1000) * 1e6);
  const fraction = String(nanoseconds).padStart(9, '0').replace(/0+$/, '');
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}${fraction === '' ? '' : `.${fraction}`}Z`;
}
