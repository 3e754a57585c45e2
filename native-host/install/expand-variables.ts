/** A path with its `%NAME%` variables filled in, or undefined if one is not set. Names match in any case, as on Windows. */
export const expandVariables = (
  template: string,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined => {
  const values = new Map(Object.entries(env).map(([name, value]) => [name.toUpperCase(), value]));
  let complete = true;
  const path = template.replace(/%([^%]+)%/g, (_match, name: string) => {
    const value = values.get(name.toUpperCase());
    complete &&= Boolean(value);
    return value ?? '';
  });
  return complete ? path : undefined;
};
