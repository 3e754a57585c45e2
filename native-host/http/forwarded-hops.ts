import type { RequestHead } from './request-head.ts';

/** An address with a port, as some proxies write it. */
const WITH_PORT = /^(?:\[([^\]]*)\]|([\d.]+))(?::\d+)?$/;

const withoutPort = (text: string): string => {
  const [, six, four] = WITH_PORT.exec(text) ?? [];
  return six ?? four ?? text;
};

/** The `for` of one element of `Forwarded` (RFC 7239, section 4). */
const FOR = /(?:^|;)\s*for\s*=\s*(?:"([^"]*)"|([^\s;"]*))/i;

/**
 * The clients of each hop as the proxies named them, the nearest last. Texts that are not addresses are among them.
 * `X-Forwarded-For` is read if both headers are there, because most proxies set only that one and pass on a `Forwarded` that a
 * client made up. Commas in quotes separate too: an open quote of a client cannot hide what a proxy appends.
 */
export const forwardedHops = ({
  forwardedFor,
  forwarded,
}: Pick<RequestHead, 'forwardedFor' | 'forwarded'>): string[] => {
  if (forwardedFor !== undefined) return forwardedFor.split(',').map((each) => withoutPort(each.trim()));
  if (forwarded === undefined) return [];
  return forwarded.split(',').map((element) => {
    const [, quoted, token] = FOR.exec(element.trim()) ?? [];
    return withoutPort(quoted ?? token ?? '');
  });
};
