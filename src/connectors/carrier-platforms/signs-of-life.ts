import { z } from 'zod';
import { stream } from '../../kernel/ingest/contract';

/** Login, heartbeat, logout: the platform is there, and nothing of it is stored. */
export const signsOfLife = stream({
  name: 'signs-of-life',
  channel: '+/+',
  format: 'jt809',
  record: z.object({ message: z.string() }),
  map: () => ({}),
});
