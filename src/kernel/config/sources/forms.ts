import { z } from 'zod';

export const text = z.string('has to be a text').trim().min(1, 'may not be empty');

/** An object of these keys and no others; `none`: what is said of what is none. */
export const objectOf = <Shape extends z.core.$ZodLooseShape>(shape: Shape, none: string) =>
  z.strictObject(shape, {
    error: ({ code }) =>
      code === 'unrecognized_keys' ? `unknown key; allowed are ${Object.keys(shape).join(', ')}` : none,
  });

export const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, `allowed are ${values.join(', ')}`);

/** Seconds above 0, up to 31 days. */
export const seconds = z
  .number('has to be a number of seconds')
  .positive('allowed are seconds above 0')
  .max(31 * 86_400, 'allowed are at most 31 days, in seconds');

export const wholeNumber = (from: number, to: number) => {
  const allowed = `allowed is a whole number from ${from} to ${to}`;
  return z.int(allowed).min(from, allowed).max(to, allowed);
};

export const texts = z.array(text, 'has to be a list of texts').min(1, 'needs at least one');

/** What `deadlineSeconds` is, whatever is called. */
export const DEADLINE = '时限(秒)· HTTP, SQL, webhook: of one call, or delivery, as a whole (10)';
