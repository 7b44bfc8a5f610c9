import { generateCity } from '../demo/city/generate-city';
import { createFrozenClock } from '../demo/clock';
import { hazmatStreams } from '../demo/sources/hazmat-permits';
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
