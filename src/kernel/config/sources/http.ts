import { getHashes } from 'node:crypto';
import { z } from 'zod';
import { DEADLINE, objectOf, oneOf, seconds, text, wholeNumber } from './forms';
import { mapOf, type AddFault, type TransportPart } from './transport-part';

const AUTH_TYPES = ['none', 'bearer', 'basic', 'api-key', 'hmac', 'oauth2'] as const;
const PAGING_TYPES = ['none', 'page', 'cursor', 'link'] as const;

/** A header's or parameter's name that needs no quoting (RFC 9110 token). */
const token = text.regex(/^[\w!#$%&'*+.^`|~-]+$/, 'is no name of a header or parameter');
const httpUrl = text.regex(/^https?:\/\/[^@\s]+$/, 'allowed is http://… or https://…, without a login');

const typed = <const Type extends string, Shape extends z.core.$ZodLooseShape>(type: Type, shape: Shape) =>
  objectOf({ type: z.literal(type), ...shape }, `has to be { type: ${type} … }`);

const auth = z.discriminatedUnion(
  'type',
  [
    typed('none', {}),
    typed('bearer', {}),
    typed('basic', {}),
    typed('api-key', { header: token.optional(), query: token.optional() }).refine(
      ({ header, query }) => (header === undefined) !== (query === undefined),
      'needs either header or query: where the key stands',
    ),
    typed('hmac', {
      algorithm: oneOf(['sha256', 'sha512', 'sm3'])
        .refine((name) => getHashes().includes(name), 'is not known to this Node')
        .optional(),
      encoding: oneOf(['hex', 'base64']).optional(),
      timestamp: oneOf(['seconds', 'milliseconds']).optional(),
      headers: objectOf(
        { key: token.optional(), timestamp: token.optional(), signature: token.optional() },
        'has to be the names of headers: key, timestamp, signature',
      ).optional(),
    }),
    typed('oauth2', {
      tokenUrl: httpUrl,
      scope: text.optional(),
      clientAuth: oneOf(['basic', 'body']).optional(),
    }),
  ],
  `needs a type; allowed are ${AUTH_TYPES.join(', ')}`,
);

const pageSize = { size: token.optional(), pageSize: wholeNumber(1, 10_000).optional() };

const paging = z.discriminatedUnion(
  'type',
  [
    typed('none', {}),
    typed('page', {
      ...pageSize,
      page: token.optional(),
      firstPage: wholeNumber(0, 1).optional(),
      pageAt: text.optional(),
      pagesAt: text.optional(),
      totalAt: text.optional(),
    }),
    typed('cursor', {
      ...pageSize,
      cursor: token.optional(),
      nextAt: text.optional(),
      moreAt: text.optional(),
    }),
    typed('link', pageSize),
  ],
  `needs a type; allowed are ${PAGING_TYPES.join(', ')}`,
);

const window = objectOf(
  {
    ...{ from: token, to: token },
    overlapSeconds: seconds,
    firstSpanSeconds: z.number('has to be a number of seconds').positive('allowed are seconds above 0'),
    stepSeconds: seconds.optional(),
  },
  'has to be a window of time: from, to, overlapSeconds, firstSpanSeconds',
);

/** What `auth` shows has to be there to be shown. */
function check(source: Readonly<Record<string, unknown>>, add: AddFault): void {
  const { type } = mapOf(source.auth);
  const needs = (key: string, what: string) => {
    if (source[key] === undefined) add(['auth'], `${String(type)} needs ${key}: ${what}`);
  };
  if (type === 'basic') needs('username', 'the user');
  if (type === 'oauth2') needs('username', "the client's id");
  if (typeof type === 'string' && type !== 'none' && AUTH_TYPES.some((one) => one === type))
    needs('secret', 'what is shown or signed with');
}

const PAGING = '分页方式 · HTTP: how pages follow one another. Left out: the connector’s own';

export const http: TransportPart = {
  address: {
    pattern: /^https?:\/\/[^@\s?#]+$/,
    allowed: 'http://host:port/base or https://…, without a login or a query',
  },
  keys: {
    auth: auth
      .optional()
      .describe(
        '认证方式 · HTTP: how username and secret are shown. Left out: what the connector says, else bearer',
      ),
    paging: paging.optional().describe(PAGING),
    deadlineSeconds: wholeNumber(1, 300).optional().describe(DEADLINE),
    maxMegabytes: wholeNumber(1, 256)
      .optional()
      .describe('应答与消息上限(MB)· HTTP, MQTT: what is larger is refused (10)'),
  },
  streamKeys: {
    paging: paging.optional().describe(PAGING),
    window: window
      .optional()
      .describe('时间窗 · HTTP: asks for what was changed between two moments, window after window'),
  },
  check,
};
