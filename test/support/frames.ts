import { encode } from 'iconv-lite';
import { frameOf as hj212Frame } from '../../src/kernel/ingest/protocols/hj212-frame';
import { frameOf as jt808Frame, words } from '../../src/kernel/ingest/protocols/jt808-frame';
import { frameOf as jt809Frame } from '../../src/kernel/ingest/protocols/jt809-frame';

// What devices send. That checks and escapes are as the standards have them is shown with foreign frames.

/** City time, as digits `YYYYMMDDHHMMSS`. */
export const cityDigits = (at: Date): string =>
  new Date(at.getTime() + 8 * 3_600_000).toISOString().replace(/\D/g, '').slice(0, 14);

const uint32 = (value: number): Buffer => Buffer.from(value.toString(16).padStart(8, '0'), 'hex');
const padded = (text: string, length: number): Buffer =>
  Buffer.concat([encode(text, 'gbk'), Buffer.alloc(length)]).subarray(0, length);

export interface Reported {
  at: Date;
  lng?: number;
  lat?: number;
  status?: number;
  speedKmh?: number;
}

export const LOCATED = 0b10;
export const SHIFTED = 0b100000;

export const positionBody = ({
  at,
  lng = 111.918,
  lat = 37.034,
  status = LOCATED,
  speedKmh = 43,
}: Reported): Buffer =>
  Buffer.concat([
    ...[uint32(0), uint32(status), uint32(Math.round(lat * 1e6)), uint32(Math.round(lng * 1e6))],
    words(800, speedKmh * 10, 90),
    Buffer.from(cityDigits(at).slice(2), 'hex'),
  ]);

/** A terminal with its serial numbers. */
export function terminal(phone: string, edition: 2013 | 2019 = 2013) {
  let serial = 0;
  const say = (id: number, body: Buffer = Buffer.alloc(0)) =>
    jt808Frame({ id, edition, phone, serial: ++serial & 0xffff, part: null, body });
  return {
    say,
    register: (plate: string, colourCode = 2) =>
      say(
        0x0100,
        Buffer.concat([
          words(14, 1402),
          Buffer.alloc(edition === 2013 ? 32 : 71, 0x41),
          Buffer.from([colourCode]),
          encode(plate, 'gbk'),
        ]),
      ),
    authenticate: (code: Buffer) =>
      say(
        0x0102,
        edition === 2013 ? code : Buffer.concat([Buffer.from([code.length]), code, Buffer.alloc(35, 0x30)]),
      ),
    heartbeat: () => say(0x0002),
    report: (reported: Reported) => say(0x0200, positionBody(reported)),
    batch: (bodies: readonly Buffer[]) =>
      say(
        0x0704,
        Buffer.concat([
          words(bodies.length),
          Buffer.from([1]),
          ...bodies.flatMap((body) => [words(body.length), body]),
        ]),
      ),
    /** The same in so many packets. */
    inPackets(id: number, body: Buffer, of: number): Buffer[] {
      const size = Math.ceil(body.length / of);
      return Array.from({ length: of }, (_, i) => {
        const part = { number: i + 1, of };
        return jt808Frame({
          ...{ id, edition, phone, serial: ++serial & 0xffff, part },
          body: body.subarray(i * size, (i + 1) * size),
        });
      });
    },
  };
}

/** A carrier's platform. */
export function platform(edition: 2011 | 2019 = 2011, { user = 20180920, password = 'tk-4711' } = {}) {
  let serial = 0;
  const say = (id: number, body: Buffer = Buffer.alloc(0)) =>
    jt809Frame(
      { id, serial: ++serial, centre: 140200, version: Buffer.from([1, 0, 0]), body },
      { edition, at: new Date('2026-03-01T00:00:00Z') },
    );
  const position = ({
    at,
    lng = 111.918,
    lat = 37.034,
    status = LOCATED,
    speedKmh = 43,
    flag = 0,
  }: Reported & { flag?: number }) => {
    if (edition === 2019) {
      const report = positionBody({ at, lng, lat, status, speedKmh });
      return Buffer.concat([Buffer.from([flag]), uint32(report.length), report, Buffer.alloc(45, 0x31)]);
    }
    const [, year, rest] = /^(\d{4})(\d+)$/.exec(cityDigits(at))!;
    const [month, day, hour, minute, second] = rest!.match(/../g)!.map(Number) as [
      number,
      number,
      number,
      number,
      number,
    ];
    return Buffer.concat([
      Buffer.from([flag, day, month]),
      words(Number(year)),
      Buffer.from([hour, minute, second]),
      ...[
        uint32(Math.round(lng * 1e6)),
        uint32(Math.round(lat * 1e6)),
        words(speedKmh, speedKmh),
        uint32(1000),
      ],
      ...[words(90, 800), uint32(status), uint32(0)],
    ]);
  };
  const ofVehicle = (kind: number, content: Buffer, { plate = '晋K示001', colourCode = 2 } = {}) =>
    say(
      0x1200,
      Buffer.concat([
        padded(plate, 21),
        Buffer.from([colourCode]),
        words(kind),
        uint32(content.length),
        content,
      ]),
    );
  return {
    ...{ say, position, ofVehicle },
    login: () =>
      say(
        0x1001,
        Buffer.concat([
          ...[uint32(user), padded(password, 8), ...(edition === 2019 ? [uint32(140200)] : [])],
          ...[padded('127.0.0.1', 32), words(809)],
        ]),
      ),
    heartbeat: () => say(0x1005),
    report: (reported: Reported & { flag?: number }, vehicle?: { plate?: string; colourCode?: number }) =>
      ofVehicle(0x1202, position(reported), vehicle),
  };
}

const HEAD = 'ST=31;PW=123456;Flag=5';

/** A gateway's frame; `content` stands between && and &&. */
export const gatewayFrame = (
  mn: string,
  content: string,
  { cn = '2011', head = HEAD, qn = '20260301080000001' } = {},
): Buffer => hj212Frame(`QN=${qn};CN=${cn};MN=${mn};${head};CP=&&${content}&&`);
