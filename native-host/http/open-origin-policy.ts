import { BlockList, isIP } from 'node:net';
import { allowedMethods } from '../../shared/operations/mismatch.ts';
import { hostName } from './host-name.ts';
import { createOriginList, OLLAMA_ORIGINS } from './ollama-origins.ts';
import type { OriginPolicy, RawHeaders } from './origin-policy.ts';

const STAINLESS =
  'Arch,Async,Custom-Poll-Interval,Helper-Method,Lang,Os,Package-Version,Poll-Helper,Retry-Count,Runtime,Runtime-Version,Timeout';
const ALLOWED_HEADERS = [
  'Authorization,Content-Type,User-Agent,Accept,X-Requested-With,Openai-Beta',
  ...STAINLESS.split(',').map((name) => `X-Stainless-${name}`),
].join(',');

const PREFLIGHT: RawHeaders = [
  ...['Access-Control-Allow-Headers', ALLOWED_HEADERS],
  ...['Access-Control-Allow-Methods', 'GET,POST,PUT,PATCH,DELETE,HEAD,OPTIONS'],
  ...['Access-Control-Max-Age', '43200'],
  ...['Vary', 'Origin', 'Vary', 'Access-Control-Request-Method', 'Vary', 'Access-Control-Request-Headers'],
];

const LOCAL_NAMES = /(?:^|\.)localhost$|\.local$|\.internal$/;

const localRanges = (): BlockList => {
  const ranges = new BlockList();
  ranges.addAddress('0.0.0.0');
  ranges.addSubnet('127.0.0.0', 8);
  ranges.addSubnet('10.0.0.0', 8);
  ranges.addSubnet('172.16.0.0', 12);
  ranges.addSubnet('192.168.0.0', 16);
  ranges.addAddress('::', 'ipv6');
  ranges.addAddress('::1', 'ipv6');
  ranges.addSubnet('fc00::', 7, 'ipv6');
  return ranges;
};

interface Options {
  /** The allowed origins, in the format of OLLAMA_ORIGINS. */
  readonly origins: readonly string[];
  readonly hostname: string;
  /** Addresses of this computer's network interfaces. */
  readonly addresses: readonly string[];
}

/**
 * The origin policy without keys: that of an Ollama on a loopback address, which checks Origin, then Host, with the same
 * headers (gin-contrib/cors `applyCors`; server/routes.go `allowedHostsMiddleware`).
 */
export const createOpenOriginPolicy = ({ origins, hostname, addresses }: Options): OriginPolicy => {
  const isListed = createOriginList([...origins, ...OLLAMA_ORIGINS]);
  const ranges = localRanges();
  const isLocalName = (name: string) =>
    name === '' || name === hostname.toLowerCase() || LOCAL_NAMES.test(name);
  const isHostAllowed = (name: string) => {
    const family = isIP(name);
    if (family === 0) return isLocalName(name);
    return ranges.check(name, family === 6 ? 'ipv6' : 'ipv4') || addresses.includes(name);
  };

  return ({ method, path, host = '', origin = '' }) => {
    const name = hostName(host);
    const wrongMethod = () => {
      const allow = allowedMethods(method, path);
      return allow === undefined ? [] : ['Allow', allow];
    };
    if (origin !== '' && origin !== `http://${host}` && origin !== `https://${host}`) {
      if (!isListed(origin)) return { headers: wrongMethod(), answer: { status: 403 } };
      const own = ['Access-Control-Allow-Origin', origin];
      if (method === 'OPTIONS') {
        return { headers: [...own, ...wrongMethod(), ...PREFLIGHT], answer: { status: 204 } };
      }
      const headers = [...own, 'Vary', 'Origin'];
      return isHostAllowed(name) ? { headers } : { headers, answer: { status: 403 } };
    }
    if (!isHostAllowed(name)) return { headers: wrongMethod(), answer: { status: 403 } };
    if (method === 'OPTIONS' && isLocalName(name)) return { headers: wrongMethod(), answer: { status: 204 } };
    return { headers: [] };
  };
};
