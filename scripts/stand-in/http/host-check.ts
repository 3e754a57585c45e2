import { BlockList, isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';

const LOCAL_NAME = /^(?:localhost|.*\.(?:localhost|local|internal))?$/;
const SUBNETS = [
  ['0.0.0.0', 32, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['::', 128, 'ipv6'],
  ['::1', 128, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
] as const;
const LOCAL_RANGES = new BlockList();
for (const [net, prefix, family] of SUBNETS) LOCAL_RANGES.addSubnet(net, prefix, family);

const nameOf = (host: string): string =>
  (/^\[(.*)\]:\d*$/.exec(host)?.[1] ?? host.replace(/^([^:]*):[^:]*$/, '$1')).toLowerCase();

/** Whether Ollama considers a name local. For such a name it also answers OPTIONS itself. */
export const isLocalName = (host: string): boolean => {
  const name = nameOf(host);
  return LOCAL_NAME.test(name) || name === hostname().toLowerCase();
};

/** Whether an Ollama on a loopback address accepts this Host header. */
export const isHostAllowed = (host: string): boolean => {
  const name = nameOf(host);
  const family = isIP(name);
  if (family === 0) return isLocalName(host);
  const own = Object.values(networkInterfaces()).flat();
  return (
    LOCAL_RANGES.check(name, family === 6 ? 'ipv6' : 'ipv4') || own.some((entry) => entry?.address === name)
  );
};
