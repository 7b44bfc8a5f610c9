import { z } from 'zod';

const positive = z.number('has to be a number above 0').positive();

/** What figures of rules for trips may be. */
export const kmh = positive.max(300).describe('千米/时 · km/h');
export const seconds = positive.max(86_400).describe('秒 · Seconds');
export const km = positive.max(100).describe('千米 · Kilometres');
export const share = z.number().min(0).max(1).describe('占比 · A share, 0 to 1');
export const cubicMetres = positive.max(1_000).describe('立方米 · Cubic metres');
export const kilograms = positive.max(1_000_000).describe('千克 · Kilograms');
export const words = z.array(z.string().min(1)).min(1);

/** Every figure is asked for, and no other is taken. */
export const figures = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => z.strictObject(shape);
