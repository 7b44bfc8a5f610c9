import { createHmac } from 'node:crypto';
import { RecordRejected } from '../../errors';
import { ByteReader } from './byte-reader';
import { contentOf, messageOf, type Jt809Edition, type Jt809Message } from './jt809-frame';
import type { Credentials } from './protocol';
import { isSameSecret } from './same-secret';

export const LOGIN = 0x1001;
const ID_AT = 8;
const PASSWORD_BYTES = 8;
const MOST_USER = 2 ** 32 - 1;
/** Header and body of the login as the two editions have it: 2019 has the time in the one, the access code in the other. */
const LENGTHS: Readonly<Record<number, Jt809Edition>> = { [22 + 46]: 2011, [30 + 50]: 2019 };

/** Results of 0x1002. */
export const LOGIN_RESULT = { done: 0, noSuchUser: 3, wrongPassword: 4 } as const;

/**
 * The edition of a link, told by the length of its login: nothing in a frame names it (the version in the header is
 * whatever the two platforms agreed on). null: the frame is no login. Throws RecordRejected for a broken frame.
 */
export function editionOfLogin(frame: Buffer): Jt809Edition | null {
  const content = contentOf(frame);
  if (content.length < ID_AT + 2 || content.readUInt16BE(ID_AT) !== LOGIN) return null;
  const edition = LENGTHS[content.length];
  if (!edition) throw new RecordRejected('login: is as long as in no edition');
  return edition;
}

/** Why no login can be told by these; null: one can. */
export function loginFault({ username = '', secret = '' }: Credentials): string | null {
  const isUser = /^(0|[1-9]\d{0,9})$/.test(username) && Number(username) <= MOST_USER;
  if (!isUser || secret === '')
    return `username, a number up to ${MOST_USER} without leading zeros, and secret are needed, with which the platform logs in`;
  if (Buffer.byteLength(secret) > PASSWORD_BYTES)
    return `secret has more than the ${PASSWORD_BYTES} bytes that a login has room for`;
  return null;
}

/** What 0x1002 says to a login. */
export function loginResultOf({ body }: Jt809Message, { username, secret = '' }: Credentials): number {
  const reader = new ByteReader(body, 'login');
  const [user, password] = [reader.uint32(), reader.gbk(PASSWORD_BYTES)];
  if (String(user) !== username) return LOGIN_RESULT.noSuchUser;
  return isSameSecret(password, secret) ? LOGIN_RESULT.done : LOGIN_RESULT.wrongPassword;
}

/** The body of 0x1002: the result and the code by which the hub would show itself on a sub link. */
export function loginAnswer(result: number, centre: number, { secret = '' }: Credentials): Buffer {
  const code = createHmac('sha256', secret).update(`jt809 ${centre}`).digest().subarray(0, 4);
  return Buffer.concat([Buffer.from([result]), result === LOGIN_RESULT.done ? code : Buffer.alloc(4)]);
}

const LOGIN_BYTES = Buffer.from([LOGIN >> 8, LOGIN & 0xff]);
/** The delimiter and the shorter of the two headers; what is escaped only moves the body further back. */
const HEAD_BYTES = 1 + 22;

/** A frame that cannot be read, to be kept without the password if it may have been a login. */
export const withoutBodyOfLogin = (frame: Buffer): Buffer =>
  frame.subarray(0, HEAD_BYTES).includes(LOGIN_BYTES) ? frame.subarray(0, HEAD_BYTES) : frame;

/** The frame of a login that failed, to be kept without the password: it may be a true one with a slip. */
export function withoutPassword(frame: Buffer, edition: Jt809Edition): Buffer {
  const { id, centre, body } = messageOf(frame, edition);
  return Buffer.from(JSON.stringify({ message: id.toString(16), centre, user: body.readUInt32BE(0) }));
}
