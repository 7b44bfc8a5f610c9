import type { IClientOptions } from 'mqtt';
import type { SourceBinding, Stream } from '../contract';
import type { Intake } from './transport';

/** A client that is refused, or not answered, tries again for as long as it takes: a broker's rights may be mended. */
const PATIENT = {
  keepalive: 15,
  reconnectPeriod: 1_000,
  connectTimeout: 5_000,
  reconnectOnConnackError: true,
  resubscribe: false,
} as const;
const SESSION_SECONDS = 7 * 86_400;

/** How a broker is reached: its protocol, who the hub is, and whom it believes. */
export function reachOptions({ protocol, username, secret, tls }: SourceBinding): IClientOptions {
  return {
    ...{ protocolVersion: protocol === 5 ? 5 : 4, username, password: secret },
    ...(tls && { ca: tls.ca, cert: tls.certificate, key: tls.key, servername: tls.serverName }),
  };
}

/** The session of this hub, source and slot: it outlives the connection, but for somebody who only looks. */
export function sessionOptions({
  binding,
  connector,
  hubId,
  slot = 0,
  trial = false,
}: Intake): IClientOptions {
  const { protocol, sessionSeconds = SESSION_SECONDS, receiveMaximum } = binding;
  const clientId = `hub-${hubId}-${connector.name}${slot > 0 ? `-${slot}` : ''}`;
  const properties = { sessionExpiryInterval: trial ? 0 : sessionSeconds, receiveMaximum };
  return {
    ...{ ...PATIENT, ...reachOptions(binding), clientId, clean: trial },
    ...(protocol === 5 && { properties }),
  };
}

/**
 * Which topics this session asks for, each once. The first one reads what is not shared; who only looks takes no part in
 * sharing, or the messages that it is given would be missing elsewhere.
 */
export function channelsOf({ binding: { share }, connector, slot = 0, trial = false }: Intake): string[] {
  const channel = (stream: Stream) => {
    const isShared = share?.streams.includes(stream.name) === true;
    if (isShared && !trial) return [`$share/${share!.group}/${stream.channel}`];
    return slot === 0 ? [stream.channel] : [];
  };
  return [...new Set(connector.streams.flatMap(channel))];
}
