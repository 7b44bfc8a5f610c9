import { BlockList, isIP, type IPVersion } from 'node:net';

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

const familyOf = (address: string): IPVersion => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** An IPv4 address that came in over an IPv6 socket is that IPv4 address. */
export const plainAddress = (address: string): string => MAPPED.exec(address)?.[1] ?? address;

/** Why this is no address or block of addresses; null when it is. */
export function peerFault(peer: string): string | null {
  const [address = '', prefix, ...more] = peer.split('/');
  const longest = { 0: -1, 4: 32, 6: 128 }[isIP(address) as 0 | 4 | 6];
  const isPrefix = prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= longest);
  return longest > 0 && isPrefix && more.length === 0
    ? null
    : 'allowed is an address or a block of them, such as 10.1.2.3 or 10.1.0.0/16';
}

/** Tells the peers that may connect, by their address. */
export function peerList(peers: readonly string[]): (address: string) => boolean {
  const allowed = new BlockList();
  for (const peer of peers) {
    const fault = peerFault(peer);
    if (fault) throw new Error(`${peer}: ${fault}`);
    const [address = '', prefix] = peer.split('/');
    if (prefix === undefined) allowed.addAddress(address, familyOf(address));
    else allowed.addSubnet(address, Number(prefix), familyOf(address));
  }
  return (address) => allowed.check(plainAddress(address), familyOf(plainAddress(address)));
}
