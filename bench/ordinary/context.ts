import type { DataSource } from 'typeorm';
import { cityDate } from '../../src/kernel/clock';
import { createLoaders } from './loaders';

/** Of one request. */
export interface Context {
  dataSource: DataSource;
  loaders: ReturnType<typeof createLoaders>;
  now: Date;
  /** In the city, YYYY-MM-DD. */
  today: string;
}

export function createContext(dataSource: DataSource, now: Date): Context {
  const today = cityDate(now);
  return { dataSource, now, today, loaders: createLoaders(dataSource, today) };
}
