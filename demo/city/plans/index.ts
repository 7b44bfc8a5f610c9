import { jiexiu } from './jiexiu';
import { taiyuan } from './taiyuan';

/** The cities that can be simulated. */
export const CITIES = { jiexiu, taiyuan };
