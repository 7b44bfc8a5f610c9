import { RecordRejected } from '../../errors';
import {
  cutJt809,
  frameOf,
  MAX_FRAME_BYTES,
  messageOf,
  type Jt809Edition,
  type Jt809Message,
} from './jt809-frame';
import {
  editionOfLogin,
  loginAnswer,
  loginFault,
  loginResultOf,
  LOGIN_RESULT,
  withoutBodyOfLogin,
  withoutPassword,
} from './jt809-login';
import { positionOf, replenishedOf, vehicleMessageOf } from './jt809-positions';
import { broken, type Conversation, type Credentials, type Heard, type Protocol } from './protocol';

const [LOGIN_ANSWER, LOGOUT, LOGOUT_ANSWER, HEARTBEAT, HEARTBEAT_ANSWER] = [
  0x1002, 0x1003, 0x1004, 0x1005, 0x1006,
];
const [DISCONNECTING, CLOSING, VEHICLE] = [0x1007, 0x1008, 0x1200];
const [POSITION, REPLENISHED] = [0x1202, 0x1203];

/**
 * JT/T 809-2011 and -2019 道路运输车辆卫星定位系统 平台数据交换, from the side of the superior platform, over the main link:
 * the platform below logs in with the source's user and secret. Channels are `edition/ID`, and `edition/1202` for what
 * 0x1200 says of a vehicle. Positions have no answer in this protocol; a heartbeat is answered when all before it is committed.
 */
export const jt809: Protocol = {
  maxFrameBytes: MAX_FRAME_BYTES,
  cut: cutJt809,
  credentialsFault: loginFault,
  converse: (credentials, now) => new PlatformTalk(credentials, now),
  read(bytes, channel) {
    const edition = channel.startsWith('2019/') ? 2019 : 2011;
    const message = messageOf(bytes, edition);
    if (message.id !== VEHICLE) return { message: hex(message.id) };
    const { plate, colourCode, kind, content } = vehicleMessageOf(message.body);
    const vehicle = { message: hex(kind), plate, colourCode };
    if (kind === REPLENISHED)
      return {
        ...vehicle,
        positions: replenishedOf(content, edition).map((one) => ({ ...vehicle, ...one })),
      };
    return { ...vehicle, ...(kind === POSITION && positionOf(content, edition)) };
  },
};

class PlatformTalk implements Conversation {
  private edition: Jt809Edition | null = null;
  private serial = 0;

  constructor(
    private readonly credentials: Credentials,
    private readonly now: () => Date,
  ) {}

  unfinished = () => [];

  hear(frame: Buffer): Heard {
    try {
      const edition = editionOfLogin(frame);
      if (edition) return this.login(frame, edition);
      if (!this.edition) return broken(frame, 'platform: has not logged in');
      return this.answer(frame, messageOf(frame, this.edition), this.edition);
    } catch (error) {
      if (!(error instanceof RecordRejected)) throw error;
      return broken(withoutBodyOfLogin(frame), error.message);
    }
  }

  private login(frame: Buffer, edition: Jt809Edition): Heard {
    const message = messageOf(frame, edition);
    const result = loginResultOf(message, this.credentials);
    const body = loginAnswer(result, message.centre, this.credentials);
    const answers = [this.frame(message, { id: LOGIN_ANSWER, body, edition })];
    const channel = `${edition}/${hex(message.id)}`;
    if (result === LOGIN_RESULT.done) {
      this.edition = edition;
      return { messages: [{ channel, bytes: frame }], answers };
    }
    const refusal = `login: ${result === LOGIN_RESULT.noSuchUser ? 'no such user' : 'wrong password'}`;
    return {
      messages: [{ channel, bytes: withoutPassword(frame, edition), refusal }],
      ...{ answers, bad: true, close: true },
    };
  }

  private answer(frame: Buffer, message: Jt809Message, edition: Jt809Edition): Heard {
    const heard = (answers: Buffer[] = []) => ({
      messages: [{ channel: `${edition}/${hex(message.id)}`, bytes: frame }],
      answers,
    });
    const answered = (id: number) => heard([this.frame(message, { id, body: Buffer.alloc(0), edition })]);
    switch (message.id) {
      case HEARTBEAT:
        return answered(HEARTBEAT_ANSWER);
      case LOGOUT:
        return { ...answered(LOGOUT_ANSWER), close: true };
      case DISCONNECTING:
      case CLOSING:
        return heard();
      case VEHICLE: {
        const { kind } = vehicleMessageOf(message.body);
        const channel = `${edition}/${hex(kind)}`;
        const refusal = [POSITION, REPLENISHED].includes(kind)
          ? undefined
          : `message: 0x1200 of 0x${hex(kind)} is none that the hub reads`;
        return { messages: [{ channel, bytes: frame, refusal }], answers: [] };
      }
      default:
        return {
          messages: heard().messages.map((one) => ({
            ...one,
            refusal: `message: 0x${hex(message.id)} is none that the hub reads`,
          })),
          answers: [],
        };
    }
  }

  private frame(
    { centre, version }: Jt809Message,
    { id, body, edition }: { id: number; body: Buffer; edition: Jt809Edition },
  ): Buffer {
    this.serial = (this.serial + 1) >>> 0;
    return frameOf({ id, serial: this.serial, centre, version, body }, { edition, at: this.now() });
  }
}

const hex = (id: number): string => id.toString(16).padStart(4, '0').toUpperCase();
