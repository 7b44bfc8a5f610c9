import { framedPosition, mapFramed } from '../../entities/hazmat/framed-position';
import { RecordRejected } from '../../kernel/errors';
import { stream, type Stream } from '../../kernel/ingest/contract';

const common = {
  format: 'jt808',
  record: framedPosition,
  map: (position, { channel }) => mapFramed(position, vehicleOf(channel)),
} satisfies Partial<Stream<Parameters<typeof mapFramed>[0]>>;

/** A position as it is reported, by time or by distance. */
export const positions = stream({ ...common, name: 'positions', channel: '0200/+/+/+' });

/** A position that was asked for by somebody. */
export const askedPositions = stream({ ...common, name: 'asked-positions', channel: '0201/+/+/+' });

/** Positions of a stretch without a net, sent together; each is a record of its own. */
export const batches = stream({
  ...common,
  name: 'batches',
  channel: '0704/+/+/+',
  split: (raw) => (raw as { positions: unknown[] }).positions,
});

/** The vehicle for which the terminal showed its code: `ID/phone/plate/colour code`. */
function vehicleOf(channel: string): { plate: string; colourCode: number } {
  const [, , plate, colour] = channel.split('/');
  if (!plate || !colour) throw new RecordRejected('vehicle: the terminal has not said whose it is');
  return { plate, colourCode: Number(colour) };
}
