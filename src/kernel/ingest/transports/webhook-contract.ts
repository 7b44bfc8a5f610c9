import type { Sql } from '../../database/sql';
import type { Counts } from '../source-table';
import type { Taken } from '../taken';

/** What came to `/ingest/NAME/PATH`, as it came; whether its source sent it is for the signature to say. */
export interface Push {
  name: string;
  /** Below the name; empty: none. */
  path: string;
  /** Of the headers `webhook-id`, `webhook-timestamp` and `webhook-signature`. */
  id?: string;
  timestamp?: string;
  signature?: string;
  /** Of the header `content-type`, in small letters. */
  charset?: string;
  bytes: Buffer;
}

/** What became of the records of a push, for its sender: they add up to those received. */
export type Account = Counts;

/** How a push is answered. Only the account means that the sender need not send it again. */
export type PushAnswer =
  | { status: 200; account: Account }
  | { status: 401 | 404 | 429 | 503; message: string; retryAfterSeconds?: number };

/** How far a delivery came, known by its `webhook-id`. */
export interface DeliveryMark {
  /** Digests of what was pushed, and of how it is read. */
  body: string;
  layout: string;
  /** So many records of it are stored, and what became of them. */
  records: number;
  taken: Taken;
  /** Those are all. */
  done: boolean;
}

/** The deliveries of a source that this hub or another one on its database has taken, wholly or in part. */
export interface KnownDeliveries {
  find(id: string): Promise<DeliveryMark | null>;
  /**
   * Moves the mark, in the transaction that stores what it stands for. Throws DeliveryOvertaken when it is no longer where
   * this process found it.
   */
  keep(
    tx: Sql,
    id: string,
    move: { from: Pick<DeliveryMark, 'body' | 'layout' | 'records'> | null; to: DeliveryMark },
  ): Promise<void>;
}

/** The same delivery was taken by another request or another hub meanwhile. */
export class DeliveryOvertaken extends Error {}
