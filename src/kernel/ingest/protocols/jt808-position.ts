import { RecordRejected } from '../../errors';
import { ByteReader } from './byte-reader';
import { deviceTime } from './device-time';

/** A position as terminals report it, in JT/T 808 and inside JT/T 809-2019. */
export interface Jt808Position {
  alarm: number;
  status: number;
  /** Whether it knows where it is; if not, the coordinate says nothing. */
  located: boolean;
  /** Whether a plug-in shifted the coordinate (GCJ-02). */
  shifted: boolean;
  /** Degrees. */
  lng: number;
  lat: number;
  altitudeM: number;
  speedKmh: number;
  direction: number;
  /** null: it knows neither where it is nor when. */
  at: string | null;
}

const [LOCATED, SOUTH, WEST, SHIFTED] = [1 << 1, 1 << 2, 1 << 3, 1 << 5];

/** The body of 0x0200. What follows the 28 bytes is the terminal's own. Throws RecordRejected. */
export function positionOf(body: Buffer): Jt808Position {
  const reader = new ByteReader(body, 'position');
  const [alarm, status, lat, lng] = [reader.uint32(), reader.uint32(), reader.uint32(), reader.uint32()];
  const [altitudeM, speed, direction] = [reader.uint16(), reader.uint16(), reader.uint16()];
  const { located, shifted } = whereabouts(status);
  const time = new ByteReader(reader.take(6), 'position');
  return {
    ...{ alarm, status, located, shifted },
    lng: (status & WEST ? -lng : lng) / 1e6,
    lat: (status & SOUTH ? -lat : lat) / 1e6,
    ...{ altitudeM, speedKmh: speed / 10, direction },
    at: timeIf(located, () => timeOf(time.bcd(6))),
  };
}

function timeOf(digits: string): string {
  const [year = 0, ...rest] = (digits.match(/../g) ?? []).map(Number);
  return deviceTime([2000 + year, ...rest]);
}

/** A terminal that does not know where it is need not know when: null for what is no time. Throws RecordRejected of any other. */
export function timeIf(located: boolean, read: () => string): string | null {
  try {
    return read();
  } catch (error) {
    if (located || !(error instanceof RecordRejected)) throw error;
    return null;
  }
}

/** What the bits of a status say about the coordinate. */
export const whereabouts = (status: number): Pick<Jt808Position, 'located' | 'shifted'> => ({
  located: (status & LOCATED) !== 0,
  shifted: (status & SHIFTED) !== 0,
});

/** The body of 0x0704: several positions, each with its bytes. Throws RecordRejected for what cannot be taken apart. */
export function batchOf(body: Buffer): Buffer[] {
  const reader = new ByteReader(body, 'batch');
  const count = reader.uint16();
  reader.uint8();
  const bodies = Array.from({ length: count }, () => reader.take(reader.uint16()));
  reader.end();
  return bodies;
}

/** Of one position among several: itself, or why it is none, so that the others can go on. */
export function orFault(body: Buffer, read: (body: Buffer) => object = positionOf): object {
  try {
    return read(body);
  } catch (error) {
    if (!(error instanceof RecordRejected)) throw error;
    return { fault: error.message };
  }
}
