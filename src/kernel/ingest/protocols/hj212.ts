import { RecordRejected } from '../../errors';
import { cutHj212, frameOf, MAX_FRAME_BYTES, withoutPassword } from './hj212-frame';
import { packetOf, type Hj212Packet } from './hj212-packet';
import { broken, type Credentials, type Heard, type Protocol } from './protocol';
import { isSameSecret } from './same-secret';

/** Real-time, minute, hour and day values. */
const DATA_COMMANDS = new Set(['2011', '2051', '2061', '2031']);
/** System code of the exchange between platform and site, the command that acknowledges data, and the edition (2017) alone. */
const [EXCHANGE, DATA_ANSWER, EDITION] = ['91', '9014', '4'];

/**
 * HJ 212-2017 污染物在线监控(监测)系统数据传输标准, from the side of the platform. Channels are `CN/MN`. A frame whose `Flag`
 * asks for it is answered by 9014. With a secret, `PW` has to be it.
 */
export const hj212: Protocol = {
  maxFrameBytes: MAX_FRAME_BYTES,
  cut: cutHj212,
  credentialsFault: () => null,
  converse: (credentials) => ({ hear: (frame) => hear(frame, credentials), unfinished: () => [] }),
  read(bytes) {
    const { pw: _, wantsAnswer: __, ...packet } = packetOf(bytes);
    return packet;
  },
};

function hear(frame: Buffer, { secret }: Credentials): Heard {
  const bytes = withoutPassword(frame);
  try {
    const packet = packetOf(frame);
    if (secret !== undefined && !isSameSecret(packet.pw, secret))
      return broken(bytes, 'PW: is not the password of this source');
    const refusal = DATA_COMMANDS.has(packet.cn)
      ? undefined
      : `CN: command ${packet.cn} is none that the hub reads`;
    return {
      messages: [{ channel: `${packet.cn}/${packet.mn}`, bytes, refusal }],
      answers: packet.wantsAnswer ? [answerTo(packet)] : [],
    };
  } catch (error) {
    if (!(error instanceof RecordRejected)) throw error;
    return broken(bytes, error.message);
  }
}

const answerTo = ({ qn, pw, mn }: Hj212Packet): Buffer =>
  frameOf(`QN=${qn};ST=${EXCHANGE};CN=${DATA_ANSWER};PW=${pw};MN=${mn};Flag=${EDITION};CP=&&&&`);
