import { lookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { BlockList, isIP } from 'node:net';
import { SourceUnavailable } from '../../errors';

type Callback = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** Link-local (cloud metadata lives there), unspecified and multicast: no source system is there. */
const never = new BlockList();
never.addSubnet('169.254.0.0', 16);
never.addSubnet('0.0.0.0', 8);
never.addSubnet('224.0.0.0', 4);
never.addSubnet('fe80::', 10, 'ipv6');
never.addSubnet('ff00::', 8, 'ipv6');
never.addAddress('::', 'ipv6');

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

const isIn = (list: BlockList, address: string): boolean =>
  list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/**
 * A name lookup for one configured host that refuses addresses where no source can be, also when the name is pointed
 * elsewhere later. Loopback is allowed only where it was configured as such (THREATS 40). Throws for a wrong host.
 */
export function allowedLookup(configured: string) {
  const host = configured.replace(/^\[|\]$/g, '');
  const mayLoop = host === 'localhost' || (isIP(host) !== 0 && isIn(loopback, host));
  const isAllowed = (address: string) => !isIn(never, address) && (mayLoop || !isIn(loopback, address));
  if (isIP(host) !== 0 && !isAllowed(host))
    throw new SourceUnavailable(`${host} is not an address of a source`);

  return (name: string, options: LookupOptions, callback: Callback): void => {
    lookup(name, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '');
      const refused = addresses.find(({ address }) => !isAllowed(address));
      if (refused)
        return callback(new SourceUnavailable(`${name} leads to ${refused.address}, where no source is`), '');
      if (options.all) return callback(null, addresses);
      callback(null, addresses[0]!.address, addresses[0]!.family);
    });
  };
}

/** Where a host is now, for a client that takes no lookup of ours: it has to connect to just this address. */
export const allowedAddress = (host: string): Promise<string> =>
  new Promise((resolve, reject) =>
    allowedLookup(host)(host, {}, (error, address) => (error ? reject(error) : resolve(address as string))),
  );
