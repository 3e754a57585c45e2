import { type BlockList, isIP } from 'node:net';

/** Node reports IPv4 addresses of a socket for both families with this prefix. */
const MAPPED = '::ffff:';

/** Whether the address of a socket is in a list. False if the socket has none any more. */
export const isListed = (list: BlockList, address: string | undefined): boolean => {
  const plain = address?.startsWith(MAPPED) ? address.slice(MAPPED.length) : address;
  const family = isIP(plain ?? '');
  return family !== 0 && list.check(plain as string, family === 6 ? 'ipv6' : 'ipv4');
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
