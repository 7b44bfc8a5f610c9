import { RecordRejected } from '../../errors';
import { ByteReader } from './byte-reader';
import { deviceTime } from './device-time';
import { orFault, positionOf as terminalPositionOf, timeIf, whereabouts } from './jt808-position';
import type { Jt809Edition } from './jt809-frame';

/** What a platform says of one vehicle, in the body of 0x1200. */
export interface VehicleMessage {
  plate: string;
  colourCode: number;
  /** 0x1202 …: what it says. */
  kind: number;
  content: Buffer;
}

const [PLATE_BYTES, PLATFORM_BYTES] = [21, 11 + 4];
const POSITION_BYTES_2011 = 36;

/** Throws RecordRejected. */
export function vehicleMessageOf(body: Buffer): VehicleMessage {
  const reader = new ByteReader(body, '0x1200');
  const [plate, colourCode, kind] = [reader.gbk(PLATE_BYTES), reader.uint8(), reader.uint16()];
  const content = reader.take(reader.uint32());
  reader.end();
  if (!plate) throw new RecordRejected('plate: is missing');
  return { plate, colourCode, kind, content };
}

/** The content of 0x1202. The first byte tells whether the coordinate was shifted 是否加密. Throws RecordRejected. */
export function positionOf(content: Buffer, edition: Jt809Edition): object {
  const reader = new ByteReader(content, 'position');
  const flag = reader.uint8();
  if (flag > 1) throw new RecordRejected(`position: whether it is shifted is told by 0 or 1, not by ${flag}`);
  const position = edition === 2011 ? position2011(reader) : position2019(reader);
  reader.end();
  return { ...position, shifted: flag === 1 || position.shifted };
}

/** The content of 0x1203: positions that could not be sent at their time, each with its bytes. Throws RecordRejected. */
export function replenishedOf(content: Buffer, edition: Jt809Edition): object[] {
  const reader = new ByteReader(content, 'replenished');
  const bodies = Array.from({ length: reader.uint8() }, () =>
    edition === 2011 ? reader.take(POSITION_BYTES_2011) : takeItem2019(reader),
  );
  reader.end();
  return bodies.map((body) => ({
    bytes: body.toString('hex'),
    ...orFault(body, (one) => positionOf(one, edition)),
  }));
}

function position2011(reader: ByteReader) {
  const [day, month, year] = [reader.uint8(), reader.uint8(), reader.uint16()];
  const time = [reader.uint8(), reader.uint8(), reader.uint8()];
  const [lng, lat] = [reader.uint32() / 1e6, reader.uint32() / 1e6];
  const [speedKmh] = [reader.uint16(), reader.uint16(), reader.uint32()];
  const [direction, altitudeM, status, alarm] = [
    reader.uint16(),
    reader.uint16(),
    reader.uint32(),
    reader.uint32(),
  ];
  const { located, shifted } = whereabouts(status);
  return {
    ...{ alarm, status, located, shifted, lng, lat, altitudeM, speedKmh, direction },
    at: timeIf(located, () => deviceTime([year, month, day, ...time])),
  };
}

/** The report of the terminal as it is in JT/T 808, and the alarms of three platforms above it. */
function position2019(reader: ByteReader) {
  const position = terminalPositionOf(reader.take(reader.uint32()));
  reader.take(3 * PLATFORM_BYTES);
  return position;
}

function takeItem2019(reader: ByteReader): Buffer {
  const head = reader.take(5);
  return Buffer.concat([head, reader.take(head.readUInt32BE(1) + 3 * PLATFORM_BYTES)]);
}
