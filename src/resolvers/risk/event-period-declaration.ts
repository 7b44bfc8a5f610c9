import { declarePeriod, endPeriod } from '../../entities/risk/declare-period';
import type { HubContext } from '../../kernel/graphql/context';
import type { EventPeriod } from '../../schema/risk/event-period';
import type { EventPeriodInput } from '../../schema/risk/event-period.input';
import { eventPeriod } from './event-period-reads';

/** Declares a period in the viewer's name. */
export async function declare(input: EventPeriodInput, context: HubContext): Promise<EventPeriod> {
  const { commit, viewer: by } = context;
  const id = await commit((tx, now) => declarePeriod(tx, { input, by }, now));
  return eventPeriod(id, context);
}

/** Calls a period off in the viewer's name. */
export async function end(id: string, context: HubContext): Promise<EventPeriod> {
  const { commit, viewer: by } = context;
  await commit(async (tx, now) => ({ result: id, events: await endPeriod(tx, { id, by }, now) }));
  return eventPeriod(id, context);
}
