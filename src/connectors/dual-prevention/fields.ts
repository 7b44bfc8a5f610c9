import { z } from 'zod';
import { usccFault } from '../../kernel/graphql/uscc';

/** A number of the platform or a text that it asks for: never empty. */
export const text = z.string().min(1);

export const uscc = z.string().superRefine((code, context) => {
  const fault = usccFault(code);
  if (fault) context.addIssue({ code: 'custom', message: fault });
});

/** `YYYY-MM-DD` in city time. */
export const date = z.iso.date();

/** RFC 3339 with an offset. */
export const moment = z.iso.datetime({ offset: true }).transform((value) => new Date(value));
