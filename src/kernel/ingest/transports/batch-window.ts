/** How long a message may wait for company, and how long a pause says that no more will come. */
const QUIET_MS = 10;
const MAX_MESSAGES = 2_000;
/** While full batches are stored nothing is read, also no answer to a ping: they have to be through within the keepalive, on a slow machine too. */
const MAX_BYTES = 1024 * 1024;
/** While one is stored the next can be made ready. */
const AT_ONCE = 2;

/**
 * Gathers messages and hands them over in batches: when one is full, also while one is under way; else one at a time, when no
 * more can come (`inFlight` are here and not acknowledged), after 50 ms, or after a pause of 10 ms (a broker that allows few
 * messages in flight goes quiet until those are acknowledged). `flush` must not reject, and stores nothing before `earlier`,
 * the batch before it, is through.
 */
export class BatchWindow<Message extends { payload: { readonly length: number } }> {
  private waiting: Message[] = [];
  private bytes = 0;
  private held: (() => void)[] = [];
  private readonly running = new Set<Promise<void>>();
  private last: Promise<void> = Promise.resolve();
  private timers: { longest?: NodeJS.Timeout; quiet?: NodeJS.Timeout } = {};
  private ended = false;

  constructor(
    private readonly flush: (batch: Message[], earlier: Promise<void>) => Promise<void>,
    private readonly inFlight = Infinity,
  ) {}

  /** Calls `next` when there is room for one more: at once, or after what is here was taken up. */
  add(message: Message, next: () => void): void {
    if (this.ended) return;
    this.waiting.push(message);
    this.bytes += message.payload.length;
    if (this.full) this.held.push(next);
    else next();
    this.arm();
  }

  /** Nothing waits and nothing is being handed over. */
  get idle(): boolean {
    return this.waiting.length === 0 && this.running.size === 0;
  }

  /** Forgets what is still waiting and comes again by itself. */
  drop(comesAgain: (message: Message) => boolean): void {
    const kept = this.takeAll().filter((message) => !comesAgain(message));
    for (const message of kept) this.add(message, () => undefined);
  }

  /** Takes nothing more; resolves when the batch under way is through. */
  async end(): Promise<void> {
    this.ended = true;
    this.takeAll();
    await Promise.all(this.running);
  }

  private get full(): boolean {
    return this.waiting.length >= MAX_MESSAGES || this.bytes >= MAX_BYTES;
  }

  private arm(): void {
    if (this.full || (this.waiting.length >= this.inFlight && this.running.size === 0)) return this.start();
    if (this.running.size > 0) return;
    clearTimeout(this.timers.quiet);
    this.timers.quiet = setTimeout(() => this.start(), QUIET_MS);
  }

  private start(): void {
    if (this.running.size >= AT_ONCE) return;
    const batch = this.takeAll();
    if (batch.length === 0) return;
    const running = this.flush(batch, this.last).finally(() => {
      this.running.delete(running);
      if (this.full || this.running.size === 0) this.start();
    });
    this.running.add(running);
    this.last = running;
  }

  private takeAll(): Message[] {
    clearTimeout(this.timers.longest);
    clearTimeout(this.timers.quiet);
    const taken = this.waiting;
    const held = this.held;
    [this.waiting, this.held, this.bytes, this.timers] = [[], [], 0, {}];
    // later, so that what is let in now finds this batch under way
    for (const next of held) setImmediate(next);
    return taken;
  }
}
