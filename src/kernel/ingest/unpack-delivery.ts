import type { Delivery } from './transports/transport';
import { unpack } from './workbook';

/** @see unpack */
export const unpackDelivery = async ({ stream, frame, ...delivery }: Delivery): Promise<Delivery> => ({
  ...{ ...delivery, stream },
  frame: 'refusal' in stream ? frame : await unpack(stream, frame),
});
