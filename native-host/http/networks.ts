import { type BlockList, isIP, isIPv4 } from 'node:net';

/** Node reports IPv4 addresses of a socket for both families with this prefix. */
const MAPPED = '::ffff:';

/**
 * An address in its shortest notation, without a zone: IPv4 as such also if it is written as IPv6 (RFC 4291, section
 * 2.5.5.2). Undefined if the text is not an address.
 */
export const plainAddress = (text: string | undefined): string | undefined => {
  const [address = ''] = (text ?? '').split('%', 1);
  const family = isIP(address);
  if (family !== 6) return family === 4 ? address : undefined;
  if (address.startsWith(MAPPED) && isIPv4(address.slice(MAPPED.length))) return address.slice(MAPPED.length);
  const short = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(short) ?? [];
  if (high === undefined || low === undefined) return short;
  return [high, low]
    .flatMap((part) => [Number.parseInt(part, 16) >> 8, Number.parseInt(part, 16) & 255])
    .join('.');
};

/**
 * The network that one client can have at least: its IPv4 address, or the /64 of its IPv6 address. Undefined if the text is
 * not an address.
 */
export const networkOf = (text: string | undefined): string | undefined => {
  const address = plainAddress(text);
  if (address === undefined || isIPv4(address)) return address;
  const [start, end = []] = address
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''));
  const groups = start ?? [];
  const zeros = Array.from({ length: 8 - groups.length - end.length }, () => '0');
  return `${[...groups, ...zeros, ...end].slice(0, 4).join(':')}::/64`;
};

/** Whether the address of a socket is in a list. False if the socket has none any more. */
export const isListed = (list: BlockList, address: string | undefined): boolean => {
  const plain = plainAddress(address);
  return plain !== undefined && list.check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6');
};

/** Adds an address or a range such as 10.0.0.0/8 to a list. False if it is neither. */
export const addNetwork = (list: BlockList, text: string): boolean => {
  const [, address = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const family = isIP(address);
  const most = family === 6 ? 128 : 32;
  if (family === 0 || Number(bits ?? 0) > most) return false;
  list.addSubnet(address, bits === undefined ? most : Number(bits), family === 6 ? 'ipv6' : 'ipv4');
  return true;
};
