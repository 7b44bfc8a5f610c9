import type { Sql } from '../database/sql';
import type { Cursors, EventReader, LogFilter } from '../graphql/context';
import type { LoggedEvent } from './event';
import { Follower } from './follower';
import type { EventLogger, Relay } from './relay';
import { checkPosition, logBounds, selectEvents } from './select';

const LOOK_AHEAD = 500;
/** A page with a sparse `where` stops looking here; `covered` says how far it came. */
const MAX_LOOKS = 20;

interface ReaderOptions {
  sql: Sql;
  cursors: Cursors;
  relay: Relay;
  log: EventLogger;
}

/** Reads the log in pages and as an endless stream; `close` ends every stream that is still open. */
export function createReader(options: ReaderOptions): EventReader & { close(): void } {
  const { cursors, relay, sql, log } = options;
  const open = new Set<Follower>();
  const start = (filter: LogFilter, { position, checked }: { position: number; checked: boolean }) => {
    const follower = new Follower({
      sql,
      relay,
      filter,
      position,
      checked,
      log,
      onEnd: (ended) => void open.delete(ended),
    });
    open.add(follower);
    return follower;
  };
  return {
    page: (pageSql, filter, { after, first }) =>
      readPage(pageSql, filter, {
        cursors,
        first,
        after: after === null ? null : cursors.decodeSeq('after', after),
      }),
    follow(filter, after) {
      const position = after === null ? relay.head : cursors.decodeSeq('after', after);
      // another replica may be a moment ahead of what this process has seen, so only the old end is checked here
      checkPosition(position, { head: Infinity, trimmed: relay.trimmed });
      return start(filter, { position, checked: after === null });
    },
    async subscribe(filter, after) {
      const asked = after === null ? null : cursors.decodeSeq('after', after);
      const bounds = await logBounds(sql);
      const position = asked ?? bounds.head;
      checkPosition(position, bounds);
      return start(filter, { position, checked: true });
    },
    close() {
      for (const follower of [...open]) follower.end();
    },
  };
}

async function readPage(
  sql: Sql,
  filter: LogFilter,
  options: { cursors: Cursors; after: number | null; first: number },
) {
  const found: LoggedEvent[] = [];
  const limit = filter.where ? Math.max(options.first + 1, LOOK_AHEAD) : options.first + 1;
  let after = options.after;
  let more = true;
  for (let look = 0; more && found.length <= options.first && look < MAX_LOOKS; look++) {
    const { events, covered, head } = await selectEvents(sql, filter, { after, limit });
    found.push(...events.filter((event) => filter.where?.(event) ?? true));
    after = covered;
    more = covered < head;
  }
  const events = found.slice(0, options.first);
  const beyond = found.length > events.length;
  return {
    events,
    hasNextPage: beyond || more,
    covered: options.cursors.encodeSeq(beyond ? (events.at(-1)?.seq ?? options.after ?? 0) : after!),
  };
}
