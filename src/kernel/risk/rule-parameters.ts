import { z } from 'zod';
import { Industry } from '../reference/industry';
import { RiskLevel } from './levels';

/** The figures that rules are made of, each with what it may be. */
export const levels = z
  .int('has to be a whole number of levels, 1 to 3')
  .min(1)
  .max(3)
  .describe('级数 · Levels up');

export const floorLevel = z
  .enum(
    [RiskLevel.BLUE_LOW, RiskLevel.YELLOW_GENERAL, RiskLevel.ORANGE_LARGER, RiskLevel.RED_MAJOR],
    'allowed are BLUE_LOW, YELLOW_GENERAL, ORANGE_LARGER, RED_MAJOR',
  )
  .describe('不低于 · The level is at least this');

const atLeastZero = z.number('has to be a number, 0 or more').min(0);

export const minutes = atLeastZero.max(60 * 24 * 366).describe('分钟 · Minutes');
export const hours = atLeastZero.max(24 * 366).describe('小时 · Hours');
export const days = atLeastZero.max(366 * 3).describe('天 · Days');
export const count = z.int('has to be a whole number, 1 or more').min(1).describe('数目 · How many');
export const severity = z.int().min(1).max(4).describe('报警等级,1最重 · Alarm level, 1 is the worst');
export const industry = z.enum(Industry).describe('行业 · Trade');
export const words = z.array(z.string().min(1)).min(1);

/** Every figure is asked for, and no other is taken. */
export const figures = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => z.strictObject(shape);
