/** Whether the address of a store is a PostgreSQL URL rather than a path. */
export const isPostgresAddress = (text: string): boolean => /^postgres(ql)?:\/\//i.test(text);

/** Whether an address contains a password, which must not appear in the arguments of a process. */
export const hasPassword = (address: string): boolean => {
  const url = URL.parse(address);
  return url !== null && (url.password !== '' || url.searchParams.has('password'));
};

/** An address for messages: without password and options. */
export const plainAddress = (address: string): string => {
  const url = URL.parse(address);
  if (!url) return 'postgres://…';
  const user = url.username === '' ? '' : `${url.username}@`;
  return `postgres://${user}${url.host}${url.pathname}`;
};
