import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

const ALLOWED = 'a secret is never written here: allowed are { env: NAME } and { file: PATH }';

interface Surroundings {
  env: NodeJS.ProcessEnv;
  folder: string;
}

/** A reference to a password or token, resolved while it is checked. The secret itself never shows in a message. */
export const secretSchema = (around: Surroundings) => resolved(around, ALLOWED);

/** The same for what is long rather than secret, such as a certificate. */
export const referenceSchema = (around: Surroundings) =>
  resolved(around, 'it is not written here: allowed are { file: PATH } and { env: NAME }');

const resolved = (around: Surroundings, allowed: string) =>
  z
    .union([z.strictObject({ env: z.string().min(1) }), z.strictObject({ file: z.string().min(1) })], allowed)
    .transform((reference, context) => {
      const fault = (message: string) => {
        context.addIssue({ code: 'custom', message });
        return z.NEVER;
      };
      if ('env' in reference)
        return around.env[reference.env] || fault(`the variable ${reference.env} is not set`);
      try {
        const content = readFileSync(resolve(around.folder, reference.file), 'utf8').trim();
        return content || fault(`${reference.file} is empty`);
      } catch (error) {
        return fault(`cannot read ${reference.file} (${(error as NodeJS.ErrnoException).code})`);
      }
    });
