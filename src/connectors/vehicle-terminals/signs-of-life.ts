import { z } from 'zod';
import { stream } from '../../kernel/ingest/contract';

const SIGNS = ['0001', '0002', '0003', '0100', '0102'];

/** Registration, authentication, heartbeat, logout: the terminal is there, and nothing of it is stored. */
export const signsOfLife = stream({
  name: 'signs-of-life',
  channel: '+',
  format: 'jt808',
  // a refused message that is read again is none of these either
  record: z.object({ message: z.enum(SIGNS, 'is no sign of life') }),
  map: () => ({}),
});
