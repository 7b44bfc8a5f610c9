import { z } from 'zod';
import { stream } from '../../kernel/ingest/contract';
import { moment } from '../../kernel/ingest/fields';

/** The platform is up: counts as heard and is stored nowhere. */
export const heartbeat = stream({
  name: 'heartbeat',
  channel: 'monitoring/heartbeat',
  format: 'json',
  record: z.object({ at: moment }),
  map: () => ({}),
});
