import {
  signatureFault,
  signingKeys,
  signingSecretsFault,
} from '../src/kernel/ingest/transports/webhook-signature';
import { signed } from './support/webhook-sender';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const OTHER = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

/** As the reference library signs, standardwebhooks 1.1.1 of npm. */
const BY_REFERENCE = [
  {
    ...{ id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: '1614265330', body: '{"test": 2432232314}' },
    signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  },
  {
    ...{ id: 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W', timestamp: '1674087231', body: '{"储罐":"介休"}' },
    signature: 'v1,AKZpupmaArAa4Mdl1RB08X4Fxioh8Tvw09kYNAyX5uQ=',
  },
];
const pushOf = ({
  body,
  ...headers
}: {
  body: string | Buffer;
  id?: string;
  timestamp?: string;
  signature?: string;
}) => ({
  ...{ name: 'n', path: '', bytes: Buffer.from(body) },
  ...headers,
});
const at = (timestamp: string, seconds = 0) => new Date((Number(timestamp) + seconds) * 1_000);

test.each(BY_REFERENCE)('what the reference library signs holds, and nothing else: $id', (sent) => {
  const fault = (more: object, keys = signingKeys(SECRET)) =>
    signatureFault(pushOf({ ...sent, ...more }), keys, at(sent.timestamp));
  expect(fault({})).toBeNull();
  const wrong = 'is signed with none of the secrets';
  expect(fault({ body: `${sent.body} ` })).toBe(wrong);
  expect(fault({ id: `${sent.id}x` })).toBe(wrong);
  expect(fault({ signature: sent.signature.toLowerCase() })).toBe(wrong);
  expect(fault({ signature: sent.signature.replace('v1,', 'v1a,') })).toBe(wrong);
  expect(fault({}, signingKeys(OTHER))).toBe(wrong);
  expect(fault({}, [])).toBe(wrong);
  // while a secret is changed, either side may know both
  expect(fault({}, signingKeys(`${OTHER}\n ${SECRET}\n`))).toBeNull();
  expect(fault({ signature: `v1a,x v1,AAAA ${sent.signature}` })).toBeNull();
});

test.each<[number, string | null]>([
  [0, null],
  [300, null],
  [-300, null],
  [302, 'was sent 302 s ago by its webhook-timestamp; allowed are 300 s'],
  [-302, 'was sent 302 s ahead by its webhook-timestamp; allowed are 300 s'],
])('%d s after its timestamp: %s', (seconds, fault) => {
  const [sent] = BY_REFERENCE;
  expect(signatureFault(pushOf(sent!), signingKeys(SECRET), at(sent!.timestamp, seconds))).toBe(fault);
});

test.each<[object, string]>([
  [{ id: undefined }, 'has no header webhook-id'],
  [{ timestamp: undefined }, 'has no header webhook-timestamp'],
  [{ signature: '' }, 'has no header webhook-signature'],
  [{ id: 'x'.repeat(257) }, 'has a webhook-id of more than 256 signs'],
  [{ timestamp: '1614265330.5' }, 'has a webhook-timestamp that is no number of seconds'],
  [{ timestamp: '16142653300000' }, 'has a webhook-timestamp that is no number of seconds'],
])('a push with %j is refused', (more, fault) => {
  const [sent] = BY_REFERENCE;
  expect(signatureFault(pushOf({ ...sent!, ...more }), signingKeys(SECRET), at(sent!.timestamp))).toBe(fault);
});

test('bytes are signed as they are, whatever their charset', () => {
  const body = Buffer.from([0x7b, 0xbd, 0xe9, 0x7d]);
  const now = new Date();
  const headers = signed(body, { secret: SECRET, at: now });
  const push = pushOf({
    ...{ body, id: headers['webhook-id'], timestamp: headers['webhook-timestamp'] },
    signature: headers['webhook-signature'],
  });
  expect(signatureFault(push, signingKeys(SECRET), now)).toBeNull();
  expect(
    signatureFault({ ...push, bytes: Buffer.from(body.toString()) }, signingKeys(SECRET), now),
  ).not.toBeNull();
});

test.each<[string, boolean]>([
  [SECRET, true],
  [OTHER, true],
  [`${SECRET} ${OTHER}`, true],
  [`\n${SECRET}\r\n${OTHER}\n`, true],
  [OTHER.replace(/=+$/, ''), true],
  ['', false],
  ['hunter2', false],
  [SECRET.slice('whsec_'.length), false],
  [`whsec_${Buffer.alloc(23).toString('base64')}`, false],
  [`whsec_${Buffer.alloc(65).toString('base64')}`, false],
  [`${SECRET} hunter2`, false],
  [`${SECRET},${OTHER}`, false],
  [`whsec_${'*'.repeat(32)}`, false],
  [Array(9).fill(SECRET).join(' '), false],
])('%j: signing secrets %s', (secrets, allowed) => {
  const fault = signingSecretsFault(secrets);
  expect(fault === null).toBe(allowed);
  expect(fault ?? '').not.toContain('hunter2');
});
