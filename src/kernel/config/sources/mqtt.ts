import type { TransportPart } from './transport-part';

export const mqtt: TransportPart = {
  address: {
    pattern: /^mqtts?:\/\/[^@\s/]+\/?$/,
    allowed: 'mqtt://host:port or mqtts://host:port, without a login',
  },
  keys: {},
  streamKeys: {},
};
