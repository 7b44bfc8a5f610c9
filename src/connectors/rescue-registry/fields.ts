import { z } from 'zod';
import { Crs } from '../../kernel/geo/coordinates';
import { text } from '../../kernel/ingest/fields';

export const count = z.number().int().min(0).max(100_000);

export const crs = z.enum(Crs);

/** Its first three and last four signs; nothing of what is too short. A team is not refused for its phone. */
export const maskedPhone = text.transform((phone) =>
  phone.length < 8 ? '****' : `${phone.slice(0, 3)}****${phone.slice(-4)}`,
);
