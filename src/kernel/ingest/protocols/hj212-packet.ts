import { RecordRejected } from '../../errors';
import { deviceTime } from './device-time';
import { dataOf } from './hj212-frame';

/** What a site says in one frame of HJ 212-2017. */
export interface Hj212Packet {
  /** Number of the request: the moment in milliseconds, digits only. */
  qn: string;
  /** System code, such as 31 for the ambient air and 32 for surface water. */
  st: string;
  /** Command code. */
  cn: string;
  /** The password; never part of a record. */
  pw: string;
  /** Number of the device. */
  mn: string;
  /** The site waits for an answer. */
  wantsAnswer: boolean;
  /** The moment of the data, where the command has one. */
  at: string | null;
  /** Values by factor and kind: `{ a34013: { Rtd: '1.2', Flag: 'N' } }`. */
  factors: Record<string, Record<string, string>>;
}

const REQUIRED = ['QN', 'ST', 'CN', 'PW', 'MN', 'Flag'] as const;
const ANSWER_BIT = 1;

/** Throws RecordRejected for a frame that is broken and for data that is not as the standard has it. */
export function packetOf(frame: Buffer): Hj212Packet {
  const data = dataOf(frame);
  const found = /^(.*);?CP=&&(.*)&&$/.exec(data);
  if (!found) throw new RecordRejected('CP: the part between && and && is missing');
  const head = fieldsOf(found[1]!.split(';'));
  for (const key of REQUIRED) if (!head[key]) throw new RecordRejected(`${key}: is missing`);
  const { QN: qn = '', ST: st = '', CN: cn = '', PW: pw = '', MN: mn = '', Flag = '' } = head;
  if (!/^\d{4}$/.test(cn)) throw new RecordRejected(`CN: ${cn} is no command code`);
  if (!/^[0-9A-Za-z]{1,24}$/.test(mn)) throw new RecordRejected('MN: is not the number of a device');
  if (!/^\d{1,3}$/.test(Flag)) throw new RecordRejected('Flag: is no number');
  const { DataTime, factors } = contentOf(found[2]!);
  const at = DataTime === undefined ? null : timeOf(DataTime);
  return { qn, st, cn, pw, mn, wantsAnswer: (Number(Flag) & ANSWER_BIT) === ANSWER_BIT, at, factors };
}

/** `YYYYMMDDHHMMSS`, city time. */
export function timeOf(digits: string): string {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(digits);
  if (!parts) throw new RecordRejected(`time: ${digits} is not YYYYMMDDHHMMSS`);
  return deviceTime(parts.slice(1).map(Number));
}

function fieldsOf(parts: readonly string[]): Record<string, string> {
  const fields: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const part of parts.filter(Boolean)) {
    const at = part.indexOf('=');
    if (at < 1) throw new RecordRejected(`data: ${part.slice(0, 40)} is not a key with a value`);
    const key = part.slice(0, at);
    if (key in fields) throw new RecordRejected(`${key}: stands there twice`);
    fields[key] = part.slice(at + 1);
  }
  return fields;
}

/** Factors are separated by `;`, what is said of one by `,`. */
function contentOf(content: string): { DataTime?: string; factors: Hj212Packet['factors'] } {
  const fields = fieldsOf(content.split(/[;,]/));
  const factors = Object.create(null) as Hj212Packet['factors'];
  for (const [key, value] of Object.entries(fields)) {
    // also a name that the standard does not know: its value is then one of a point that nobody announced, and kept
    const [, factor, kind] = /^(.+)-(\w+)$/.exec(key) ?? [];
    if (factor && kind) (factors[factor] ??= {})[kind] = value;
  }
  return { DataTime: fields.DataTime, factors };
}
