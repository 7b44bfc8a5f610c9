import { RecordRejected } from '../../errors';
import { cutJt808, frameOf, MAX_FRAME_BYTES, messageOf, words, type Jt808Message } from './jt808-frame';
import { Jt808Parts, partsFault, wholeMessageOf } from './jt808-parts';
import { batchOf, orFault, positionOf } from './jt808-position';
import { codeFor, registrationOf, shownCodeOf, vehicleIn, type TerminalVehicle } from './jt808-registration';
import { broken, type Heard, type Protocol } from './protocol';

const [ANSWER, HEARTBEAT, LOGOUT, REGISTRATION, AUTHENTICATION] = [0x0001, 0x0002, 0x0003, 0x0100, 0x0102];
const [POSITION, ASKED_POSITION, BATCH] = [0x0200, 0x0201, 0x0704];
const READ = new Set([
  ...[ANSWER, HEARTBEAT, LOGOUT, REGISTRATION, AUTHENTICATION],
  ...[POSITION, ASKED_POSITION, BATCH],
]);
const [GENERAL_ANSWER, REGISTRATION_ANSWER] = [0x8001, 0x8100];
const [DONE, FAILED, UNSUPPORTED] = [0, 1, 3];
const NO_SUCH_VEHICLE = 2;
/** A relay may bring several terminals over one link. */
const MAX_TERMINALS = 1_000;

/**
 * JT/T 808-2013 and -2019 道路运输车辆卫星定位系统 终端通信协议, from the side of the platform. Channels are `ID`, and for what a
 * vehicle says `ID/phone/plate/colour code`. A terminal registers with its plate, gets a code signed with the source's
 * secret, and shows it each time it connects.
 */
export const jt808: Protocol = {
  maxFrameBytes: MAX_FRAME_BYTES,
  cut: cutJt808,
  credentialsFault: ({ secret }) =>
    secret ? null : 'a secret is needed, with which the codes of terminals are signed',
  converse({ secret = '' }) {
    const talk = new TerminalTalk(secret);
    return { hear: (frame) => talk.hear(frame), unfinished: () => talk.parts.unfinished() };
  },
  read,
};

function read(bytes: Buffer): unknown {
  const { id, phone, serial, body } = wholeMessageOf(bytes);
  const head = { message: hex(id), phone, serial };
  if (id === POSITION) return { ...head, ...positionOf(body) };
  if (id === ASKED_POSITION) return { ...head, ...positionOf(body.subarray(2)) };
  if (id === BATCH)
    return {
      ...head,
      positions: batchOf(body).map((one) => ({ ...head, bytes: hexOf(one), ...orFault(one) })),
    };
  return head;
}

const hexOf = (bytes: Buffer): string => bytes.toString('hex');

class TerminalTalk {
  readonly parts = new Jt808Parts();
  private readonly vehicles = new Map<string, TerminalVehicle>();
  private serial = 0;

  constructor(private readonly secret: string) {}

  hear(frame: Buffer): Heard {
    try {
      const message = messageOf(frame);
      // a photo in a hundred packets is no broken frame, and nobody waits for the rest of it
      if (!message.part || !READ.has(message.id) || partsFault(message))
        return this.answer(frame, message, [message.serial]);
      const whole = this.parts.add(frame, message);
      if (!whole) return { messages: this.parts.overdue(), answers: [] };
      return this.answer(whole.frames, wholeMessageOf(whole.frames), whole.serials);
    } catch (error) {
      if (!(error instanceof RecordRejected)) throw error;
      return broken(frame, error.message);
    }
  }

  private answer(bytes: Buffer, message: Jt808Message, serials: readonly number[]): Heard {
    const { id, phone } = message;
    const generally = (result: number) => serials.map((serial) => this.general(message, { serial, result }));
    const heard = { messages: [{ channel: hex(id), bytes }], answers: generally(DONE) };
    const refused = (refusal: string, answers: Buffer[]) => ({
      messages: [{ channel: hex(id), bytes, refusal }],
      answers,
    });
    const fault = READ.has(id) ? partsFault(message) : null;
    if (fault) return refused(fault, generally(FAILED));
    switch (id) {
      case ANSWER:
        return { ...heard, answers: [] };
      case HEARTBEAT:
        return heard;
      case LOGOUT:
        this.vehicles.delete(phone);
        return heard;
      case REGISTRATION:
        return this.register(message, heard, refused);
      case AUTHENTICATION:
        return this.authenticate(message, heard, (refusal) => ({
          ...refused(refusal, generally(FAILED)),
          bad: true,
        }));
      case POSITION:
      case ASKED_POSITION:
      case BATCH: {
        const vehicle = this.vehicles.get(phone);
        if (!vehicle) return refused('terminal: has not shown its code', generally(FAILED));
        const channel = `${hex(id)}/${phone}/${vehicle.plate}/${vehicle.colourCode}`;
        return { ...heard, messages: [{ channel, bytes }] };
      }
      default:
        return refused(`message: 0x${hex(id)} is none that the hub reads`, generally(UNSUPPORTED));
    }
  }

  private register(
    message: Jt808Message,
    heard: Heard,
    refused: (refusal: string, answers: Buffer[]) => Heard,
  ): Heard {
    const answer = (result: number, code: Buffer = Buffer.alloc(0)) => [
      this.frame(
        REGISTRATION_ANSWER,
        message,
        Buffer.concat([words(message.serial), Buffer.from([result]), code]),
      ),
    ];
    try {
      const code = codeFor(registrationOf(message), message.phone, this.secret);
      return { ...heard, answers: answer(DONE, code) };
    } catch (error) {
      if (!(error instanceof RecordRejected)) throw error;
      return refused(error.message, answer(NO_SUCH_VEHICLE));
    }
  }

  private authenticate(message: Jt808Message, heard: Heard, failed: (refusal: string) => Heard): Heard {
    const { phone } = message;
    try {
      const vehicle = vehicleIn(shownCodeOf(message), phone, this.secret);
      if (this.vehicles.size >= MAX_TERMINALS && !this.vehicles.has(phone))
        return failed(`terminal: ${MAX_TERMINALS} use this link already`);
      this.vehicles.set(phone, vehicle);
      return heard;
    } catch (error) {
      if (!(error instanceof RecordRejected)) throw error;
      return failed(error.message);
    }
  }

  private general(message: Jt808Message, { serial, result }: { serial: number; result: number }): Buffer {
    return this.frame(
      GENERAL_ANSWER,
      message,
      Buffer.concat([words(serial, message.id), Buffer.from([result])]),
    );
  }

  private frame(id: number, { edition, phone }: Jt808Message, body: Buffer): Buffer {
    this.serial = (this.serial + 1) & 0xffff;
    return frameOf({ id, edition, phone, serial: this.serial, part: null, body });
  }
}

const hex = (id: number): string => id.toString(16).padStart(4, '0').toUpperCase();
