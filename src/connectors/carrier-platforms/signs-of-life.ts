import { z } from 'zod';
import { stream } from '../../kernel/ingest/contract';

const SIGNS = ['1001', '1003', '1005', '1007', '1008'];

/** Login, heartbeat, logout: the platform is there, and nothing of it is stored. */
export const signsOfLife = stream({
  name: 'signs-of-life',
  channel: '+/+',
  format: 'jt809',
  // a refused message that is read again is none of these either
  record: z.object({ message: z.enum(SIGNS, 'is no sign of life') }),
  map: () => ({}),
});
