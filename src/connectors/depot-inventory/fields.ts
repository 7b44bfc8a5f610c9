import { z } from 'zod';

/** Anything beyond is another unit, or a slip of the keeper's finger. */
export const quantity = z.number().min(0).max(1e9);

/** GB/T 38565-2020: one digit from 1 to 3, then three layers of two; a layer that is not used is 00. */
export const materialCode = z
  .string()
  .regex(/^[123](00){3}$|^[123](0[1-9]|[1-9]\d)((00){2}|(0[1-9]|[1-9]\d)(00|0[1-9]|[1-9]\d))$/, {
    message: 'must be seven digits in the layers of GB/T 38565-2020',
  });
