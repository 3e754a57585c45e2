/** The time now as Go prints a UTC time with nanoseconds: trailing zeros are cut. */
export function goTimestamp(now: Date = new Date(), nanoseconds = 0n): string {
  const fraction = `${String(now.getUTCMilliseconds()).padStart(3, '0')}${String(nanoseconds % 1_000_000n).padStart(6, '0')}`;
  const trimmed = fraction.replace(/0+$/, '');
  return `${now.toISOString().slice(0, 19)}${trimmed === '' ? '' : `.${trimmed}`}Z`;
}
