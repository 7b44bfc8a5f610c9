import { bulkhead, BulkheadRejectedError } from 'cockatiel';
import { createHash } from 'node:crypto';
import type { Stream } from '../contract';
import { addTaken, NOTHING_TAKEN, type Taken } from '../taken';
import { DEADLINE_MS } from './call-out';
import { matchesTopic } from './mqtt-topics';
import type { Delivery, Intake } from './transport';
import {
  DeliveryOvertaken,
  type Account,
  type DeliveryMark,
  type Push,
  type PushAnswer,
} from './webhook-contract';

/** So many are stored at the same time, and so many wait for that. */
const [AT_ONCE, WAITING] = [2, 62];
/** A delivery that another hub takes at the same moment is looked for again. */
const ATTEMPTS = 3;

const TOO_MANY: PushAnswer = {
  ...{
    status: 429,
    message: 'Too many deliveries of this source wait; send it again.',
    retryAfterSeconds: 2,
  },
};
const NOT_STORED: PushAnswer = {
  ...{ status: 503, message: 'It could not be stored now; send it again.', retryAfterSeconds: 5 },
};

export interface Receiver {
  /** Answers after the commit, or that it has to be sent again. Never rejects. */
  take(push: Push): Promise<PushAnswer>;
  /** Resolves when nothing is being stored any more. */
  idle(): Promise<void>;
}

/**
 * Takes the deliveries of one source: each once, however often and to however many hubs it is sent. One that is sent
 * again while it is being stored waits for that.
 */
export function openReceiver(intake: Intake): Receiver {
  const slots = bulkhead(AT_ONCE, WAITING);
  const underWay = new Map<string, Promise<PushAnswer>>();
  const deadlineMs = intake.binding.deadlineSeconds ? intake.binding.deadlineSeconds * 1_000 : DEADLINE_MS;
  const store = (delivery: Received): Promise<PushAnswer> => {
    const known = underWay.get(delivery.key);
    if (known) return known;
    const work = slots
      .execute(() => storeOnce(delivery, intake))
      .then(
        (account): PushAnswer => ({ status: 200, account }),
        (error) => refusalFor(error, intake),
      )
      .finally(() => underWay.delete(delivery.key));
    underWay.set(delivery.key, work);
    return work;
  };
  return {
    async take(push) {
      const found = readersOf(push, intake.connector.streams);
      if ('message' in found) return { status: 404, ...found };
      return within(deadlineMs, store(received(push, found, intake)));
    },
    async idle() {
      await Promise.all(underWay.values());
    },
  };
}

interface Received {
  id: string;
  /** Of the same delivery the same. */
  key: string;
  deliveries: Delivery[];
  /** @see DeliveryMark */
  body: string;
  layout: string;
}

function refusalFor(error: unknown, { connector, log }: Intake): PushAnswer {
  if (error instanceof BulkheadRejectedError) return TOO_MANY;
  log.warn({ source: connector.name, error }, 'a delivery could not be stored; it has to be sent again');
  return NOT_STORED;
}

/** What takes longer goes on all the same, and the sender who comes again hears how it ended. */
async function within(ms: number, work: Promise<PushAnswer>): Promise<PushAnswer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<PushAnswer>((resolve) => {
    timer = setTimeout(() => resolve(NOT_STORED), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** A path that names none is told which there are: who asks has signed. */
function readersOf({ path }: Push, streams: readonly Stream[]): Stream[] | { message: string } {
  const channels = [...new Set(streams.map(({ channel }) => channel))];
  const asked = path === '' && channels.length === 1 ? channels[0]! : path;
  const readers = streams.filter(({ channel }) => matchesTopic(channel, asked));
  if (readers.length > 0) return readers;
  return {
    message: `No stream of this source is read there; allowed behind its name are /${channels.join(', /')}.`,
  };
}

function received(push: Push, readers: readonly Stream[], { binding, now }: Intake): Received {
  const { id = '', path, bytes, charset } = push;
  const channel = path || readers[0]!.channel;
  const body = digestOf(channel, bytes);
  const frame = { channel, bytes, receivedAt: now() };
  return {
    ...{ id, body, key: digestOf(id, body), layout: digestOf(JSON.stringify(binding.streams ?? null)) },
    deliveries: readers.map((stream) => {
      const refusal = labelFault(stream, charset);
      return { stream: refusal ? { refusal } : stream, frame };
    }),
  };
}

/** Each part by itself, so that nothing moves from one into the other. */
function digestOf(...parts: (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(createHash('sha256').update(part).digest());
  return hash.digest('base64url');
}

const CHARSETS: Record<string, Stream['charset']> = {
  ...{ 'utf-8': 'utf8', utf8: 'utf8', 'us-ascii': 'utf8' },
  ...{ gbk: 'gb18030', gb2312: 'gb18030', gb18030: 'gb18030' },
};

/** Bytes in another charset may read well, and as something else. */
function labelFault({ charset = 'utf8', format }: Stream, label: string | undefined): string | null {
  const findsOut = charset === 'auto' || format === 'xlsx' || format === 'xml';
  if (label === undefined || findsOut || CHARSETS[label] === charset) return null;
  return `is labelled charset=${label}, and the stream is read as ${charset}`;
}

/** Stores what of the delivery is not stored yet. */
async function storeOnce(delivery: Received, intake: Intake): Promise<Account> {
  for (let attempt = 1; ; attempt++) {
    const known = await intake.deliveries.find(delivery.id);
    if (known?.done) return known.body === delivery.body ? accountOf(known.taken) : refuse(delivery, intake);
    try {
      return accountOf(await goOn(delivery, known, intake));
    } catch (error) {
      if (!(error instanceof DeliveryOvertaken) || attempt === ATTEMPTS) throw error;
    }
  }
}

/** Where an earlier attempt came to; from the beginning when it was of another body, or would be read otherwise now. */
async function goOn(
  { id, body, layout, deliveries }: Received,
  from: DeliveryMark | null,
  intake: Intake,
): Promise<Taken> {
  const isSame = from?.body === body && from.layout === layout;
  const begun = isSame ? from : { records: 0, taken: NOTHING_TAKEN };
  const taken = await intake.take(deliveries, {
    ...{ skip: begun.records, once: true },
    alongside(tx, { before, records, done }, taken) {
      const expected = before === begun.records ? from : { body, layout, records: before };
      const to = { body, layout, records, done, taken: addTaken(begun.taken, taken) };
      return intake.deliveries.keep(tx, id, { from: expected, to });
    },
  });
  return addTaken(begun.taken, taken);
}

/** Kept, since it is signed; what it says is for somebody to decide. */
async function refuse({ id, deliveries }: Received, intake: Intake): Promise<Account> {
  const refusal = `its webhook-id was that of another delivery before: ${id}`;
  return accountOf(await intake.take([{ ...deliveries[0]!, stream: { refusal } }], { once: true }));
}

/** What was refused is refused for its sender also when it is on file already. */
const accountOf = ({ refused, ...counts }: Taken): Account => ({
  ...counts,
  unchanged: counts.unchanged - (refused - counts.rejected),
  rejected: refused,
});
