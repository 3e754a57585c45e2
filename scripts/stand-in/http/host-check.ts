import { BlockList, isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';

const LOCAL_SUFFIXES = ['.localhost', '.local', '.internal'];
const LOCAL_RANGES = createLocalRanges();

/** Whether Ollama, bound to loopback, serves this Host header. */
export function isHostAllowed(host: string): boolean {
  const name = stripPort(host).toLowerCase();
  const family = isIP(name);
  if (family !== 0) return LOCAL_RANGES.check(name, family === 6 ? 'ipv6' : 'ipv4') || isOwnAddress(name);
  return isLocalName(name);
}

/** Names that Ollama takes for local ones: for these it also answers OPTIONS itself. */
export function isLocalName(host: string): boolean {
  const name = stripPort(host).toLowerCase();
  return (
    name === '' ||
    name === 'localhost' ||
    name === hostname().toLowerCase() ||
    LOCAL_SUFFIXES.some((suffix) => name.endsWith(suffix))
  );
}

function stripPort(host: string): string {
  return /^\[(?<v6>.*)\]:\d*$/.exec(host)?.groups?.['v6'] ?? host.replace(/^([^:]*):[^:]*$/, '$1');
}

function isOwnAddress(address: string): boolean {
  return Object.values(networkInterfaces()).some((list) => list?.some((entry) => entry.address === address));
}

function createLocalRanges(): BlockList {
  const ranges = new BlockList();
  const subnets: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[] = [
    ['0.0.0.0', 32, 'ipv4'],
    ['127.0.0.0', 8, 'ipv4'],
    ['10.0.0.0', 8, 'ipv4'],
    ['172.16.0.0', 12, 'ipv4'],
    ['192.168.0.0', 16, 'ipv4'],
    ['::', 128, 'ipv6'],
    ['::1', 128, 'ipv6'],
    ['fc00::', 7, 'ipv6'],
  ];
  for (const [net, prefix, family] of subnets) ranges.addSubnet(net, prefix, family);
  return ranges;
}
