import { generateCity } from '../demo/city/generate-city';
import { createFrozenClock } from '../demo/clock';
import { hazmatStreams } from '../demo/sources/hazmat-permits';
import { detourSteps } from '../demo/story/detour-steps';
import { hazmatSteps } from '../demo/story/hazmat-steps';
import { page } from './support/hazmat-records';
import { openSliceHub } from './support/slice-hub';

const CYCLE_AT = new Date('2026-11-20T02:00:00Z');

test('the story: chlorine departs without a pass, is told of as V09 and nothing else, and is stopped', async () => {
  const city = generateCity({ seed: 140781, at: CYCLE_AT });
  const clock = createFrozenClock(CYCLE_AT);
  const hub = await openSliceHub(CYCLE_AT);
  try {
    const streams = hazmatStreams({ city, clock });
    const [rewritten, departs, stopped] = hazmatSteps(city, { cycleAt: CYCLE_AT, pace: 1 });
    const { key } = (rewritten!.commands[0] as { set: { key: string } }).set;
    const live = await hub.listen(
      'subscription { tripEvent(filter: {class: ["2.3"], minSeverity: CRITICAL}) { kind stage violation { rule severity } waybill { id } } }',
    );
    const told = async () => {
      const { kind, stage, violation, waybill } = (await live.next()).tripEvent;
      expect(waybill.id).toBe(key);
      return [kind, stage, violation?.rule ?? null];
    };
    const pull = async (seconds: number) => {
      const now = new Date(CYCLE_AT.getTime() + seconds * 1_000);
      clock.set(now);
      await hub.advance(now);
      for (const stream of streams) {
        const own = stream
          .records()
          .filter((record) => stream.name !== 'waybills' || record.id === key)
          .filter((record) => stream.name !== 'passes' || String(record.number).includes(key));
        for (let from = 0; from < own.length; from += 200)
          await hub.send('hazmat-permits', stream.name, page(...own.slice(from, from + 200)));
      }
    };
    const act = (step: typeof rewritten) => {
      for (const command of step!.commands)
        if ('set' in command)
          streams
            .find(({ name }) => name === command.set.stream)!
            .set(command.set.key, command.set.values, clock.now());
    };
    await pull(0);
    await pull(rewritten!.at);
    act(rewritten);
    await pull(rewritten!.at + 5);
    expect(await told()).toEqual(['CHANGED', 'LOADED', null]);
    expect(await told()).toEqual(['VIOLATION', 'LOADED', 'V09']);
    await pull(departs!.at + 1);
    expect(await told()).toEqual(['DEPARTED', 'IN_TRANSIT', null]);
    await pull(stopped!.at);
    act(stopped);
    await pull(stopped!.at + 5);
    expect(await told()).toEqual(['CANCELLED', 'CANCELLED', null]);
    const { data } = await hub.query(
      'query ($id: ID!) { waybill(id: $id) { stage verdict { violations { rule } } } }',
      { id: key },
    );
    expect(data.waybill).toEqual({ stage: 'CANCELLED', verdict: { violations: [{ rule: 'V09' }] } });
    await live.end();
  } finally {
    await hub.close();
  }
}, 60_000);

test('the story: chlorine with its pass leaves the approved route, is told of as V11 with the place, and is back', async () => {
  const city = generateCity({ seed: 140781, at: CYCLE_AT });
  const clock = createFrozenClock(CYCLE_AT);
  const hub = await openSliceHub(CYCLE_AT);
  try {
    const streams = hazmatStreams({ city, clock });
    const steps = detourSteps(city, { cycleAt: CYCLE_AT, pace: 1 });
    const keys = steps[0]!.commands.map((command) => ('set' in command ? command.set.key : ''));
    for (const { name } of streams.filter((one) => ['carriers', 'vehicles', 'crew'].includes(one.name))) {
      const records = streams.find((one) => one.name === name)!.records();
      for (let from = 0; from < records.length; from += 200)
        await hub.send('hazmat-permits', name, page(...records.slice(from, from + 200)));
    }
    for (const { at, commands } of steps) {
      const now = new Date(CYCLE_AT.getTime() + (at + 1) * 1_000);
      clock.set(now);
      await hub.advance(now);
      for (const command of commands) {
        const {
          stream: name,
          key,
          values,
        } = (command as { set: { stream: string; key: string; values: Record<string, unknown> } }).set;
        if (name === 'positions')
          await hub.send('vehicle-positions', name, page({ ...values, at: now.toISOString() }));
        else streams.find((one) => one.name === name)!.set(key, values, now);
      }
      for (const { name, records } of streams.filter((one) => ['passes', 'waybills'].includes(one.name))) {
        const own = records().filter(({ id, number }) => keys.includes(String(number ?? id)));
        await hub.send('hazmat-permits', name, page(...own));
      }
    }
    const { data } = await hub.query(
      'query ($id: ID!) { waybill(id: $id) { stage verdict { violations { rule severity from to place } } events { kind violation { rule } } } }',
      { id: keys[1] },
    );
    expect(data.waybill.stage).toBe('CANCELLED');
    const [violation, ...more] = data.waybill.verdict.violations;
    expect(more).toEqual([]);
    expect(violation).toMatchObject({ rule: 'V11', severity: 'CRITICAL', place: { type: 'Point' } });
    expect(Date.parse(violation.to) - Date.parse(violation.from)).toBe(120_000);
    const kinds = data.waybill.events.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['DEPARTED', 'OFF_ROUTE', 'VIOLATION', 'CANCELLED']));
  } finally {
    await hub.close();
  }
}, 60_000);
