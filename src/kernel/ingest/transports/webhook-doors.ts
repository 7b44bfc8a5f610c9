import type { Log } from '../../log';
import { Complaints } from './complaints';
import { keyOfNobody, signatureFault } from './webhook-signature';
import type { Push, PushAnswer } from './webhook-contract';

/** Where one source pushes to. */
export interface Door {
  /** Of its signing secrets. */
  keys: readonly Buffer[];
  /** Takes what its source has signed. Never rejects. */
  take(push: Push): Promise<PushAnswer>;
  /** Somebody else knocked, or the source does not sign as it should. */
  complain(message: string): void;
}

/** So long a source that was bound otherwise may take to be there again. */
const REOPENED_WITHIN_MS = 10_000;
const NOBODY = keyOfNobody();

/** The same for whom there is nobody, and for whom the signature is not right: neither learns which it was. */
const REFUSED: PushAnswer = {
  status: 401,
  message: 'There is no source of this name, or this is not signed as it has to be (Standard Webhooks).',
};
const CLOSED: PushAnswer = { status: 503, message: 'Not now; send it again.', retryAfterSeconds: 2 };

/** The doors of this process, by the names of the sources behind them: between the server and the transport. */
export class WebhookDoors {
  private readonly doors = new Map<string, Door>();
  private readonly complaints: Complaints;
  private readonly now: () => Date;

  constructor({ log, now }: { log: Pick<Log, 'warn'>; now: () => Date }) {
    this.now = now;
    this.complaints = new Complaints((message) => log.warn(message));
  }

  /** The returned function closes it; for a while its source is told to come again, since it may only be bound anew. */
  open(name: string, door: Door): () => void {
    this.doors.set(name, door);
    return () => {
      const closed = { ...door, take: async () => CLOSED };
      if (this.doors.get(name) !== door) return;
      this.doors.set(name, closed);
      const forget = () => this.doors.get(name) === closed && this.doors.delete(name);
      setTimeout(forget, REOPENED_WITHIN_MS).unref();
    };
  }

  /** Never rejects. */
  async answer(push: Push): Promise<PushAnswer> {
    const door = this.doors.get(push.name);
    const fault = signatureFault(push, this.asManyKeys(door?.keys ?? []), this.now());
    if (door && !fault) return door.take(push);
    const what = `a delivery to ${shown(push)}`;
    if (door) door.complain(`${what} is refused: it ${fault}`);
    else this.complain(`${what} is refused: no source of that name is pushed to`);
    return REFUSED;
  }

  /** In the log, now and then, however often it happens. */
  complain(message: string): void {
    this.complaints.add(message);
  }

  /** No door takes longer to refuse than another. */
  private asManyKeys(keys: readonly Buffer[]): Buffer[] {
    const most = Math.max(1, ...[...this.doors.values()].map((door) => door.keys.length));
    return [...keys, ...Array<Buffer>(most - keys.length).fill(NOBODY)];
  }
}

const shown = ({ name, path }: Pick<Push, 'name' | 'path'>): string =>
  `/ingest/${path ? `${name}/${path}` : name}`.slice(0, 120);
