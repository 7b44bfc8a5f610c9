const KILOBYTE = 1024;

/**
 * What one client may ask for, the same over HTTP, socket and SSE. The figures come from attacks that were run against
 * this stack; see also `cost` for how the budget was found.
 */
export const operationLimits = {
  /** graphql-js overflows its stack at 3,000 tokens of nesting under load; 1,000 leaves room. */
  tokens: 1_000,
  depth: 10,
  aliases: 15,
  directives: 20,
  /** Errors in one answer. */
  errors: 20,
  /** Characters in a name (field, alias, variable): keeps what an answer echoes small. */
  nameLength: 100,
  /** Characters of a message to the client; the middle is left out. */
  messageLength: 400,
  /**
   * Fields that would be resolved: a list counts as often as it may have entries. Of the operations that the public
   * schema was made for, the dearest (incidents with their goods, vehicles and teams) costs 29,992 and the map layer
   * with pages of 200 firms 10,401, of 500 firms 26,001.
   */
  cost: 40_000,
  /** Documents never met before that may wait for their validation. */
  waiting: 500,
  /** Entries assumed of a list that takes no `first`, `last` or `limit`. */
  listSize: 10,
};

export const httpLimits = {
  bodyBytes: 256 * KILOBYTE,
  headerBytes: 16 * KILOBYTE,
  headers: 100,
  headersTimeoutMs: 5_000,
  requestTimeoutMs: 8_000,
  connectionsCheckMs: 1_000,
  /** Refused requests on one connection within the window before it is told 429. */
  refusals: 100,
  refusalWindowMs: 10_000,
};

/** What a source may push, before anybody knows who it is. */
export const ingestLimits = {
  bodyBytes: 10 * KILOBYTE * KILOBYTE,
  /** Of all bodies that are being read or stored. */
  heldBytes: 64 * KILOBYTE * KILOBYTE,
};

export const socketLimits = {
  messageBytes: 64 * KILOBYTE,
  fragments: 1_000,
  subscriptions: 50,
  /** Subscriptions refused over the limit before the socket is closed. */
  refusedSubscriptions: 20,
  messagesPerSecond: 500,
};

/** How long a peer may keep the hub waiting, socket and SSE alike; a hub may be opened with others. */
export interface Patience {
  /** From the opening of a socket to its `connection_init`. @default 2 s */
  initMs: number;
  /** To find out who is asking. @default 5 s */
  authenticationMs: number;
  /** Between two pings; a peer that left one unanswered is gone. @default 5 s */
  keepAliveMs: number;
  /** A consumer may leave an event untaken. @default 30 s */
  stallMs: number;
  /** May wait for a consumer. @default 1 MiB */
  bufferedBytes: number;
}

export const usualPatience: Patience = {
  initMs: 2_000,
  authenticationMs: 5_000,
  keepAliveMs: 5_000,
  stallMs: 30_000,
  bufferedBytes: KILOBYTE * KILOBYTE,
};

/** How long a closing server waits for what is under way. */
export const closingLimits = { drainMs: 3_000, socketMs: 1_000, idleCheckMs: 50 };
