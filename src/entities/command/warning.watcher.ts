import type { RowWatcher } from '../../kernel/graphql/define-subgraph';
import { Warning } from './warning';
import { warningEvents } from './warning-events';

/** An event for each warning of which people are to be told something new. */
export const warningWatcher: RowWatcher<Warning> = {
  entity: Warning,
  consequences: (changes) => ({ events: changes.flatMap(warningEvents) }),
};
