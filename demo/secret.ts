import { randomBytes } from 'node:crypto';

/** A password or token of one run. */
export const secret = (): string => randomBytes(18).toString('base64url');
