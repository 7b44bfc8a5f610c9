import { createHmac } from 'node:crypto';
import { encode } from 'iconv-lite';
import { RecordRejected } from '../../errors';
import { ByteReader, gbkText } from './byte-reader';
import type { Jt808Message } from './jt808-frame';
import { isSameSecret } from './same-secret';

/** The vehicle that a terminal stands in, as it registered. */
export interface TerminalVehicle {
  plate: string;
  /** JT/T 697.7; 0: none. */
  colourCode: number;
}

/** Maker, model and id of the terminal. */
const SKIPPED = { 2013: 5 + 20 + 7, 2019: 11 + 30 + 30 };
const MAC_LENGTH = 16;

/** The body of 0x0100. Throws RecordRejected for a vehicle without a plate. */
export function registrationOf({ edition, body }: Jt808Message): TerminalVehicle {
  const reader = new ByteReader(body, 'registration');
  reader.take(4 + SKIPPED[edition]);
  const colourCode = reader.uint8();
  return vehicleOf(colourCode, gbkText(reader.rest(), 'plate'));
}

/** The code of 0x0102: to the end of the body in 2013, with its length before it in 2019. */
export function shownCodeOf({ edition, body }: Jt808Message): Buffer {
  if (edition === 2013) return body.indexOf(0) < 0 ? body : body.subarray(0, body.indexOf(0));
  const reader = new ByteReader(body, 'authentication');
  return reader.take(reader.uint8());
}

/**
 * The code that a terminal gets when it registers and shows when it connects. It holds the vehicle, signed for this
 * terminal, so that nothing has to be remembered: a restart costs no terminal its registration.
 */
export const codeFor = (vehicle: TerminalVehicle, phone: string, secret: string): Buffer =>
  encode(`${macOf(vehicle, phone, secret)}${vehicle.colourCode} ${vehicle.plate}`, 'gb18030');

/** The vehicle in a code. Throws RecordRejected for one that this hub did not give to this terminal. */
export function vehicleIn(code: Buffer, phone: string, secret: string): TerminalVehicle {
  const text = gbkText(code, 'code');
  const found = /^(.{16})(\d{1,3}) (.+)$/.exec(text);
  const vehicle = found && { colourCode: Number(found[2]), plate: found[3]! };
  if (!vehicle || !isSameSecret(found[1]!, macOf(vehicle, phone, secret)))
    throw new RecordRejected('code: is none that this hub gave to this terminal');
  return vehicle;
}

function vehicleOf(colourCode: number, plate: string): TerminalVehicle {
  // with colour 0 it is the number of the chassis
  if (colourCode === 0 || !/^[\p{L}\p{N}-]{5,12}$/u.test(plate))
    throw new RecordRejected('plate: the vehicle has none');
  return { plate, colourCode };
}

const macOf = ({ plate, colourCode }: TerminalVehicle, phone: string, secret: string): string =>
  createHmac('sha256', secret)
    .update(JSON.stringify(['jt808', phone, plate, colourCode]))
    .digest('base64url')
    .slice(0, MAC_LENGTH);
