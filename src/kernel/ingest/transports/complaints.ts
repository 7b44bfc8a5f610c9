/** However many peers misbehave, so often is it said. */
const EVERY_MS = 10_000;

/**
 * Says what is wrong with peers at once, and then at most every ten seconds, with how many others there were: a stranger
 * who connects a thousand times a second fills no log.
 */
export class Complaints {
  private saidAt = -Infinity;
  private unsaid = 0;

  constructor(private readonly say: (message: string) => void) {}

  add(message: string): void {
    const now = performance.now();
    if (now - this.saidAt < EVERY_MS) {
      this.unsaid++;
      return;
    }
    const others = this.unsaid > 0 ? ` (and ${this.unsaid} others since the last time)` : '';
    [this.saidAt, this.unsaid] = [now, 0];
    this.say(`${message}${others}`);
  }
}
