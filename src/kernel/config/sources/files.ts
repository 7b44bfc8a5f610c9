import type { TransportPart } from './transport-part';

export const files: TransportPart = {
  address: { pattern: /^(?!\w+:\/\/)/, allowed: 'a folder' },
  keys: {},
  streamKeys: {},
};
