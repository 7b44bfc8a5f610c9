import { z } from 'zod';

/** A number of the platform or a text that it asks for: never empty, and kept as it stands. */
export const text = z.string().min(1);
