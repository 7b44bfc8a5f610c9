import { z } from 'zod';

export const text = z.string().min(1);

/** RFC 3339 with an offset. */
export const moment = z.iso.datetime({ offset: true }).transform((value) => new Date(value));
