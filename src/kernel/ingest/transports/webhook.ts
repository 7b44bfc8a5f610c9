import { SourceUnavailable } from '../../errors';
import { Complaints } from './complaints';
import { openReceiver } from './webhook-receiver';
import { signingKeys, signingSecretsFault } from './webhook-signature';
import type { Transport } from './transport';

/**
 * A source pushes to `/ingest/NAME` on the hub's own server, on any hub of several: signed (Standard Webhooks), taken once,
 * answered after the commit.
 */
export const webhookTransport: Transport = async (intake, signal) => {
  if (signal.aborted) return;
  const { connector, binding, doors } = intake;
  const secrets = binding.secret ?? '';
  const fault = signingSecretsFault(secrets);
  if (fault) throw new SourceUnavailable(`secret: ${fault}`);
  const receiver = openReceiver(intake);
  const complaints = new Complaints((message) => void intake.failed(message));
  const close = doors.open(connector.name, {
    keys: signingKeys(secrets),
    take: receiver.take,
    complain: (message) => complaints.add(message),
  });
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  close();
  await receiver.idle();
};
