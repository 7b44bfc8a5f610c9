import { ReasonCodes, type IDisconnectPacket } from 'mqtt';

/** From here on a code is a refusal. */
const REFUSED = 128;

export const isRefused = (code: unknown): boolean => Number(code) >= REFUSED;

/** A reason as MQTT 5 names it. Brokers of 3.1.1 know one: 128. */
export const reasonWords = (code: unknown): string => {
  const words = (ReasonCodes as Record<number, string>)[Number(code)];
  return `${words || 'no reason is given'} (${Number(code)})`;
};

/** Why a broker of MQTT 5 ends a connection. */
export const goodbyeWords = ({ reasonCode, properties }: IDisconnectPacket): string =>
  [`ends the connection: ${reasonWords(reasonCode ?? 0)}`, properties?.reasonString]
    .filter(Boolean)
    .join(', ');

/** What a failure says of itself; some carry nothing but a code. */
export function errorWords(error: Error & { code?: unknown }): string {
  const { code } = error;
  if (typeof code === 'number' && code > 0 && !error.message.includes(String(code)))
    return `${error.message} (${code})`;
  return error.message || String(code);
}
