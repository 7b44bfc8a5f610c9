import fc from 'fast-check';
import { hj212 } from '../src/kernel/ingest/protocols/hj212';
import { crcOf as hj212Crc, withoutPassword } from '../src/kernel/ingest/protocols/hj212-frame';
import { jt808 } from '../src/kernel/ingest/protocols/jt808';
import { messageOf as jt808Message, type Jt808Message } from '../src/kernel/ingest/protocols/jt808-frame';
import { jt809 } from '../src/kernel/ingest/protocols/jt809';
import { contentOf, crcOf, messageOf as jt809Message } from '../src/kernel/ingest/protocols/jt809-frame';
import type { Protocol } from '../src/kernel/ingest/protocols/protocol';
import { Complaints } from '../src/kernel/ingest/transports/complaints';
import { FrameCutter } from '../src/kernel/ingest/transports/frame-cutter';
import { peerFault, peerList } from '../src/kernel/ingest/transports/tcp-peers';
import { gatewayFrame, platform, positionBody, terminal } from './support/frames';

const AT = new Date('2026-03-01T00:00:00Z');
const now = () => AT;
const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const [PHONE, MN] = ['13912345678', '010000A8900016F000169DC0'];

/** As a link does: what is left over stands before what comes next, and no frame changes once it is handed out. */
function framesOf(protocol: Pick<Protocol, 'cut'>, chunks: readonly Buffer[]): string[] {
  const cutter = new FrameCutter(protocol);
  const found = chunks.flatMap((chunk) => cutter.cut(Buffer.from(chunk)));
  return [...found.map((frame) => frame.toString('hex')), `rest ${cutter.rest.toString('hex')}`];
}

/** A protocol whose looks at single bytes are counted. */
function looksOf({ cut }: Protocol) {
  const looks = { count: 0 };
  const get = (bytes: Buffer, key: string | symbol) => {
    if (typeof key === 'string' && /^\d+$/.test(key)) looks.count++;
    const value: unknown = Reflect.get(bytes, key);
    return typeof value === 'function' ? value.bind(bytes) : value;
  };
  return { looks, cut: (bytes: Buffer, from?: number) => cut(new Proxy(bytes, { get }), from) };
}

const examples: Record<string, { protocol: Protocol; frames: Buffer[]; flags: number[] }> = {
  hj212: {
    protocol: hj212,
    frames: [
      gatewayFrame(MN, 'DataTime=20260301080000;a1-Rtd=1,a1-Flag=N'),
      gatewayFrame(MN, 'DataTime=20260301080030;a1-Rtd=2,a1-Flag=N'),
    ],
    flags: [0x23, 0x0d, 0x0a],
  },
  jt808: {
    protocol: jt808,
    frames: [terminal(PHONE).report({ at: AT }), terminal(PHONE).say(0x0900, bytes('7e7d7e7d'))],
    flags: [0x7e, 0x7d, 0x02],
  },
  jt809: {
    protocol: jt809,
    frames: [platform().report({ at: AT, lng: 0x5b5d5a5e / 1e6 }), platform().heartbeat()],
    flags: [0x5b, 0x5d, 0x5a, 0x5e],
  },
};

describe.each(Object.entries(examples))(
  '%s is cut into the same frames',
  (_name, { protocol, frames, flags }) => {
    const [first, second] = frames as [Buffer, Buffer];
    const both = Buffer.concat([first, second]);

    test('at whatever byte the net splits two of them', () => {
      const whole = framesOf(protocol, [both]);
      expect(whole.slice(0, 2)).toEqual([first.toString('hex'), second.toString('hex')]);
      for (let at = 0; at <= both.length; at++)
        expect(framesOf(protocol, [both.subarray(0, at), both.subarray(at)])).toEqual(whole);
    });

    test('in whatever pieces anything comes, and not a byte is lost', () => {
      const piece = fc.oneof(
        fc.constantFrom(first, second, first.subarray(0, 11), second.subarray(5)),
        fc
          .array(fc.oneof(fc.constantFrom(...flags), fc.nat(255)), { maxLength: 12 })
          .map((part) => Buffer.from(part)),
      );
      fc.assert(
        fc.property(
          fc.array(piece, { maxLength: 6 }),
          fc.array(fc.nat(400), { maxLength: 12 }),
          (parts, cuts) => {
            const all = Buffer.concat(parts);
            const edges = [
              0,
              ...cuts.map((at) => Math.min(at, all.length)).sort((a, b) => a - b),
              all.length,
            ];
            const chunks = edges.slice(1).map((to, i) => all.subarray(edges[i], to));
            const found = framesOf(protocol, chunks);
            expect(found).toEqual(framesOf(protocol, [all]));
            const kept = found.join('').replaceAll('rest ', '');
            // a flag may close one frame and open the next
            if (protocol !== jt808) expect(kept).toBe(all.toString('hex'));
            else expect(kept.replaceAll('7e', '')).toBe(all.toString('hex').replaceAll('7e', ''));
          },
        ),
      );
    });

    test('with few looks at each byte, also of a long one that drips in', () => {
      const { looks, cut } = looksOf(protocol);
      const long = Buffer.concat([first.subarray(0, 11), Buffer.alloc(2_000, 0x30), first.subarray(11)]);
      const drip = (bytes: Buffer) => Array.from(bytes, (byte) => Buffer.from([byte]));
      expect(framesOf({ cut }, drip(long))).toEqual(framesOf(protocol, [long]));
      expect(looks.count).toBeGreaterThan(long.length);
      expect(looks.count).toBeLessThan(6 * long.length);
    });

    test.each(['?', '??', ''])('behind a frame that is cut short and behind rubbish: %j', (rubbish) => {
      const broken = Buffer.concat([
        first.subarray(0, -6),
        Buffer.from(rubbish),
        first,
        Buffer.from(rubbish),
        second,
      ]);
      const found = framesOf(protocol, [broken]);
      expect(found).toContain(first.toString('hex'));
      expect(found.at(-2)).toBe(second.toString('hex'));
    });

    test('and none of what may come is thrown for', () => {
      const talk = protocol.converse({ username: '1', secret: 's' }, now);
      const mutated = fc
        .tuple(fc.constantFrom(first, second), fc.nat(200), fc.nat(255))
        .map(([frame, at, byte]) => {
          const copy = Buffer.from(frame);
          copy[at % copy.length] = byte;
          return copy;
        });
      fc.assert(
        fc.property(
          fc.oneof(
            mutated,
            fc.uint8Array({ maxLength: 80 }).map((part) => Buffer.from(part)),
          ),
          (frame) => {
            expect(talk.hear(frame).messages.length).toBeLessThan(2);
          },
        ),
      );
    });
  },
);

describe('foreign frames', () => {
  test("the example of HJ 212-2017 gives the standard's CRC", () => {
    const data =
      'QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&';
    expect([data.length, hj212Crc(Buffer.from(data))]).toEqual([101, '1C80']);
  });

  test('a position of JT/T 808-2013 with both escapes', () => {
    const frame = bytes(
      '7E 02 00 00 26 12 34 56 78 90 12 00 7D 02 00 00 00 01 00 00 00 02 00 BA 7F 0E 07 E4 F1 1C 00 28 00 3C 00 00 18 10 15 10 10 10 01 04 00 00 00 64 02 02 00 7D 01 13 7E',
    );
    expect(jt808.read(frame, '0200')).toMatchObject({
      ...{ message: '0200', phone: '123456789012', serial: 126, alarm: 1, located: true, shifted: false },
      ...{ lat: 12.222222, lng: 132.444444, altitudeM: 40, speedKmh: 6, at: '2018-10-15T02:10:10.000Z' },
    });
  });

  test('a batch of JT/T 808-2019', () => {
    const frame = bytes(
      '7e0704403f01000000000139123443290000000200001c000000010000000101d907f2073d336c029a00210059241029213903001c000000010000000101d907f3073d336d03090043005a241029213903f87e',
    );
    expect(jt808.read(frame, '0704')).toMatchObject({
      phone: '13912344329',
      positions: [
        { lat: 31.000562, lng: 121.451372, altitudeM: 666, at: '2024-10-29T13:39:03.000Z' },
        { lat: 31.000563, lng: 121.451373, altitudeM: 777, direction: 90 },
      ],
    });
  });

  test('a login of JT/T 809-2011', () => {
    const frame = bytes(
      '5B 00 00 00 48 00 00 00 85 10 01 01 33 EF B8 01 00 00 00 00 00 27 0F 01 33 EF B8 32 30 31 38 30 39 32 30 31 32 37 2E 30 2E 30 2E 31 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 03 29 6A 91 5D',
    );
    expect(crcOf(contentOf(frame))).toBe(0x6a91);
    const talk = jt809.converse({ username: '20180920', secret: '20180920' }, now);
    const { messages, answers, bad } = talk.hear(frame);
    expect([messages, bad]).toEqual([[{ channel: '2011/1001', bytes: frame }], undefined]);
    expect(jt809Message(answers[0]!, 2011)).toMatchObject({ id: 0x1002, centre: 20180920 });
    expect(jt809Message(answers[0]!, 2011).body[0]).toBe(0);
  });

  test.each([
    [
      '2011',
      '00130707DC0F0F0F07EF4D80017018400032003300000096002D002D0000000300000101',
      '2012-07-19T07:15:15.000Z',
      false,
    ],
    [
      '2019',
      '0100000026000000010000000200BA7F0E07E4F11C0028003C000018071510101001040000006402020037313131313131313131313100000001323232323232323232323200000002333333333333333333333300000003',
      '2018-07-15T02:10:10.000Z',
      true,
    ],
  ])('a position of JT/T 809-%s', (edition, content, at, shifted) => {
    const frame = platform(Number(edition) as 2011 | 2019).ofVehicle(0x1202, bytes(content));
    expect(jt809.read(frame, `${edition}/1202`)).toMatchObject({
      plate: '晋K示001',
      colourCode: 2,
      at,
      shifted,
      located: true,
    });
  });
});

const said = (frames: readonly Buffer[]) => frames.map((frame) => jt808Message(frame));
const codeIn = ({ body }: Jt808Message) => body.subarray(3);

describe.each([2013, 2019] as const)('a terminal of JT/T 808-%s', (edition) => {
  const open = () => ({ device: terminal(PHONE, edition), hub: jt808.converse({ secret: 'k' }, now) });
  const registered = () => {
    const { device, hub } = open();
    const [answer] = said(hub.hear(device.register('晋K示001')).answers);
    return { device, hub, answer: answer!, code: codeIn(answer!) };
  };

  test('registers, shows its code on another link, and reports for its vehicle', () => {
    const { answer, code } = registered();
    expect(answer).toMatchObject({ id: 0x8100, edition, phone: PHONE });
    expect(answer.body.subarray(0, 3)).toEqual(Buffer.from([0, 1, 0]));
    const { device, hub } = open();
    expect(said(hub.hear(device.authenticate(code)).answers)[0]!.body).toEqual(bytes('0001 0102 00'));
    const heard = hub.hear(device.report({ at: AT }));
    expect(heard.messages[0]!.channel).toBe(`0200/${PHONE}/晋K示001/2`);
    expect(said(heard.answers)[0]).toMatchObject({ id: 0x8001, body: bytes('0002 0200 00') });
  });

  test('is not believed without a code, with another terminal’s, or with one of another hub', () => {
    const { code } = registered();
    const early = open();
    expect(early.hub.hear(early.device.report({ at: AT })).messages[0]!.refusal).toMatch(
      'has not shown its code',
    );
    const other = terminal('13900000000', edition);
    const failed = open().hub.hear(other.authenticate(code));
    expect(failed).toMatchObject({ bad: true, messages: [{ refusal: expect.stringContaining('code') }] });
    expect(said(failed.answers)[0]!.body[4]).toBe(1);
    const elsewhere = jt808.converse({ secret: 'another' }, now);
    expect(elsewhere.hear(open().device.authenticate(code)).bad).toBe(true);
  });

  test('has a vehicle with a plate', () => {
    const { device, hub } = open();
    const heard = hub.hear(device.register('LGWEF4A58RE000001', 0));
    expect(heard.messages[0]!.refusal).toBe('plate: the vehicle has none');
    expect(said(heard.answers)[0]!.body[2]).toBe(2);
  });

  test('sends a message in packets: none is answered before all are there', () => {
    const { device, hub, code } = registered();
    hub.hear(device.authenticate(code));
    const bodies = [positionBody({ at: AT }), positionBody({ at: AT, lng: 112 })];
    const body = Buffer.concat([bytes('0002 00'), ...bodies.flatMap((one) => [bytes('001c'), one])]);
    const [one, two, three] = device.inPackets(0x0704, body, 3);
    expect(hub.hear(three!)).toEqual({ messages: [], answers: [] });
    expect(hub.hear(one!)).toEqual({ messages: [], answers: [] });
    expect(hub.unfinished()[0]!.refusal).toBe('packet: 2 of 3 came before the link ended');
    const heard = hub.hear(two!);
    expect(said(heard.answers).map((answer) => answer.body.readUInt16BE(0))).toEqual([3, 4, 5]);
    expect(jt808.read(heard.messages[0]!.bytes, '')).toMatchObject({
      positions: [{ lng: 111.918 }, { lng: 112 }],
    });
    expect(hub.unfinished()).toEqual([]);
  });

  test('holds back only so much: what has waited longest for a packet is given up and kept', () => {
    const { device, hub } = open();
    const begun = Array.from({ length: 200 }, () => device.inPackets(0x0704, positionBody({ at: AT }), 3));
    const heard = begun.flatMap(([one, two]) => [hub.hear(one!), hub.hear(two!)]);
    expect(heard.slice(0, 256)).toEqual(Array(256).fill({ messages: [], answers: [] }));
    const given = heard.flatMap(({ messages }) => messages);
    expect(given).toHaveLength(72);
    expect(given[0]).toEqual({
      channel: '',
      bytes: Buffer.concat(begun[0]!.slice(0, 2)),
      refusal: 'packet: 2 of 3 came before 256 packets of others',
    });
    expect(hub.unfinished()).toHaveLength(128);
    expect(hub.hear(begun.at(-1)![2]!).messages).toHaveLength(1);
  });

  test('sends what is too long, or not read at all, in many packets: each is kept and answered, and none is broken', () => {
    const { device, hub } = open();
    for (const [id, result, refusal] of [
      [0x0704, 1, 'packet: a message in 70 packets is too long'],
      [0x0801, 3, 'message: 0x0801 is none that the hub reads'],
    ] as const)
      for (const frame of device.inPackets(id, Buffer.alloc(700), 70)) {
        const { messages, answers, bad } = hub.hear(frame);
        expect([messages[0]!.refusal, messages[0]!.bytes, bad]).toEqual([refusal, frame, undefined]);
        expect(said(answers)[0]!.body[4]).toBe(result);
      }
    expect(hub.unfinished()).toEqual([]);
  });

  test('that does not know where it is need not know when', () => {
    const body = positionBody({ at: AT, status: 0, lat: 0, lng: 0 });
    for (const time of ['000000000000', 'ffffffffffff']) {
      const frame = terminal(PHONE, edition).say(0x0200, Buffer.concat([body.subarray(0, -6), bytes(time)]));
      expect(jt808.read(frame, '0200')).toMatchObject({ located: false, at: null });
    }
  });

  test('says what the hub does not read: it is kept, and told so', () => {
    const { device, hub } = open();
    const heard = hub.hear(device.say(0x0900, bytes('0102')));
    expect(heard.messages[0]!.refusal).toBe('message: 0x0900 is none that the hub reads');
    expect(said(heard.answers)[0]!.body[4]).toBe(3);
  });
});

describe.each([2011, 2019] as const)('a platform of JT/T 809-%s', (edition) => {
  const credentials = { username: '20180920', secret: 'tk-4711' };
  const open = () => ({ carrier: platform(edition), hub: jt809.converse(credentials, now) });

  test('logs in, is answered, and reports for its vehicles', () => {
    const { carrier, hub } = open();
    const login = hub.hear(carrier.login());
    expect(jt809Message(login.answers[0]!, edition)).toMatchObject({ id: 0x1002, centre: 140200 });
    expect(jt809Message(hub.hear(carrier.heartbeat()).answers[0]!, edition).id).toBe(0x1006);
    const heard = hub.hear(carrier.report({ at: AT, flag: 1 }));
    expect([heard.messages[0]!.channel, heard.answers]).toEqual([`${edition}/1202`, []]);
    expect(hub.hear(carrier.say(0x1003, Buffer.alloc(12))).close).toBe(true);
  });

  test('is not believed before its login, nor with a wrong one, whose password is not kept', () => {
    const { carrier, hub } = open();
    expect(hub.hear(carrier.report({ at: AT }))).toMatchObject({ bad: true, answers: [] });
    const slip = hub.hear(platform(edition, { password: 'tk-4712' }).login());
    expect(slip).toMatchObject({ close: true, messages: [{ refusal: 'login: wrong password' }] });
    expect(jt809Message(slip.answers[0]!, edition).body).toEqual(bytes('04 00000000'));
    expect(slip.messages[0]!.bytes.includes('tk-471')).toBe(false);
    const garbled = Buffer.from(carrier.login());
    garbled[garbled.length - 4]! ^= 1;
    const [kept] = hub.hear(garbled).messages;
    expect(kept).toMatchObject({ refusal: expect.stringContaining('CRC') });
    expect([
      kept!.bytes.includes('tk-471'),
      kept!.bytes.equals(garbled.subarray(0, kept!.bytes.length)),
    ]).toEqual([false, true]);
    const stranger = hub.hear(platform(edition, { user: 7 }).login());
    expect(jt809Message(stranger.answers[0]!, edition).body[0]).toBe(3);
    expect(hub.hear(carrier.report({ at: AT })).bad).toBe(true);
  });

  test('may send a frame that is whole and holds next to nothing', () => {
    const { carrier, hub } = open();
    hub.hear(carrier.login());
    for (let length = 0; length < 8; length++) {
      const content = Buffer.alloc(length, 1);
      const crc = Buffer.from([crcOf(content) >> 8, crcOf(content) & 0xff]);
      expect(hub.hear(Buffer.concat([bytes('5b'), content, crc, bytes('5d')])).bad).toBe(true);
    }
  });

  test('passes on a vehicle that does not know where it is, nor when', () => {
    const { carrier } = open();
    const content = carrier.position({ at: AT, status: 0 });
    content.fill(0, edition === 2011 ? 1 : 5 + 22, edition === 2011 ? 8 : 5 + 28);
    expect(jt809.read(carrier.ofVehicle(0x1202, content), `${edition}/1202`)).toMatchObject({
      located: false,
      at: null,
    });
  });

  test('says what the hub does not read', () => {
    const { carrier, hub } = open();
    hub.hear(carrier.login());
    expect(hub.hear(carrier.ofVehicle(0x1205, Buffer.alloc(0))).messages[0]!.refusal).toMatch(
      '0x1200 of 0x1205',
    );
    expect(hub.hear(carrier.say(0x1400, Buffer.alloc(3))).messages[0]!.refusal).toMatch('0x1400');
  });
});

describe('a gateway of HJ 212-2017', () => {
  const frame = gatewayFrame(MN, 'DataTime=20260301080000;a1-Rtd=1,a1-Flag=N', { qn: '20260301080000123' });
  const hear = (one: Buffer, secret?: string) => hj212.converse({ secret }, now).hear(one);

  test('is answered when it asks for it', () => {
    const { messages, answers } = hear(frame);
    expect(messages).toEqual([{ channel: `2011/${MN}`, bytes: withoutPassword(frame) }]);
    expect(answers.map(String)).toEqual([
      expect.stringMatching(
        new RegExp(
          `^##\\d{4}QN=20260301080000123;ST=91;CN=9014;PW=123456;MN=${MN};Flag=4;CP=&&&&[0-9A-F]{4}\r\n$`,
        ),
      ),
    ]);
    const quiet = gatewayFrame(MN, 'DataTime=20260301080000;a1-Rtd=1', { head: 'ST=31;PW=1;Flag=4' });
    expect(hear(quiet).answers).toEqual([]);
  });

  test('has to know the password, where there is one', () => {
    expect(hear(frame, '123456').bad).toBeUndefined();
    expect(hear(frame, '123457')).toMatchObject({ bad: true, answers: [] });
    expect(JSON.stringify(hj212.read(frame, ''))).not.toContain('123456');
  });

  test('is kept without the password, whole or broken, and can be read as before', () => {
    const broken = Buffer.from(frame.toString('latin1').replace('a1-Rtd=1', 'a1-Rtd=2'), 'latin1');
    for (const one of [frame, broken, frame.subarray(0, -20), frame.subarray(2)]) {
      const { messages } = hear(one);
      expect(String(messages[0]!.bytes)).toContain('PW=******');
      expect(messages[0]!.bytes).toHaveLength(one.length);
      expect(messages[0]!.refusal === undefined).toBe(one === frame);
    }
    expect(hj212.read(hear(frame).messages[0]!.bytes, '')).toEqual(hj212.read(frame, ''));
  });

  test('may speak Chinese, and is answered all the same', () => {
    // GBK of 温度 (temperature)
    const named = gatewayFrame(MN, 'DataTime=20260301080000;\xce\xc2\xb6\xc8-Rtd=1,\xce\xc2\xb6\xc8-Flag=N');
    const heard = hear(named);
    expect([heard.bad, heard.answers.length]).toEqual([undefined, 1]);
    expect(hj212.read(heard.messages[0]!.bytes, '')).toMatchObject({
      factors: { 温度: { Rtd: '1', Flag: 'N' } },
    });
  });

  test('says what the hub does not read', () => {
    const heard = hear(gatewayFrame(MN, 'DataTime=20260301080000', { cn: '2021' }));
    expect([heard.messages[0]!.refusal, heard.answers.length]).toEqual([
      'CN: command 2021 is none that the hub reads',
      1,
    ]);
  });
});

test('peers are told by address and block, also over IPv6', () => {
  const isAllowed = peerList(['10.1.0.0/16', '192.0.2.7', '2001:db8::/32']);
  const allowed = ['10.1.255.1', '::ffff:10.1.2.3', '192.0.2.7', '2001:db8::5'];
  const refused = ['10.2.0.1', '::ffff:10.2.0.1', '192.0.2.8', '2001:db9::5', '', '127.0.0.1'];
  expect([...allowed, ...refused].filter(isAllowed)).toEqual(allowed);
  for (const peer of ['10.1.0.0/33', '10.1', 'gateway.example', '10.0.0.0/8/8', '::/129', '1.2.3.4/', ''])
    expect(peerFault(peer)).toMatch('allowed is an address');
});

test('a thousand strangers are told of once', () => {
  const told: string[] = [];
  const complaints = new Complaints((message) => told.push(message));
  for (let i = 0; i < 1_000; i++) complaints.add(`stranger ${i}`);
  expect(told).toEqual(['stranger 0']);
});
