import pino, { type Logger } from 'pino';

export type Log = Logger;

const SECRET_KEYS = [
  'password',
  'secret',
  'token',
  'authorization',
  'cookie',
  'connectionString',
  'signingKey',
];

/** JSON lines on stderr, so that stdout stays free for the `ready` line. Secrets are blanked down to the second level. */
export const createLog = (level: string): Log =>
  pino(
    {
      level,
      base: undefined,
      redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[hidden]' },
      serializers: { error: pino.stdSerializers.err, err: pino.stdSerializers.err },
    },
    pino.destination({ dest: 2, sync: false }),
  );
