import { z } from 'zod';
import { stream } from '../../kernel/ingest/contract';

/** Registration, authentication, heartbeat, logout: the terminal is there, and nothing of it is stored. */
export const signsOfLife = stream({
  name: 'signs-of-life',
  channel: '+',
  format: 'jt808',
  record: z.object({ message: z.string() }),
  map: () => ({}),
});
