import { cityDate, endOfCityDate } from '../clock';

/**
 * 逾期: a hazard is overdue from the end of its due date, in city time, until it is closed 销号, however far it has come
 * between. What a firm submitted and nobody has accepted is not rectified yet: the loop 闭环 is find, grade, rectify,
 * re-inspect, close (DOMAIN §1 row 44), and R08 speaks of hazards that are 未销号. The only place that says so: rules,
 * states and boards ask here. Since when:
 */
export const overdueFrom = (dueOn: string): Date => endOfCityDate(dueOn);

/** The same for SQL: at this moment what was due before this city date, and is not closed, is overdue. */
export const overdueIfDueBefore = (at: Date): string => cityDate(at);
