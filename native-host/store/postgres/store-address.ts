/** Whether a store is named by a PostgreSQL address and not by a file. */
export const isPostgresAddress = (text: string): boolean => /^postgres(ql)?:\/\//i.test(text);

/** Whether an address holds a password, which has no place in the arguments of a process. */
export const hasPassword = (address: string): boolean => {
  const url = URL.parse(address);
  return url !== null && (url.password !== '' || url.searchParams.has('password'));
};

/** An address as messages show it: without password and options. */
export const plainAddress = (address: string): string => {
  const url = URL.parse(address);
  if (!url) return 'postgres://…';
  const user = url.username === '' ? '' : `${url.username}@`;
  return `postgres://${user}${url.host}${url.pathname}`;
};
