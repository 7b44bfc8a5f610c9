import { accidentFact } from '../src/entities/command/accident-fact';
import type { Incident } from '../src/entities/command/incident';
import { exposedFindingFact } from '../src/entities/committees/exposed-finding-fact';
import type { Finding } from '../src/entities/committees/finding';
import type { Consultation } from '../src/entities/rescue/consultation';
import { consultationWatcher } from '../src/entities/rescue/consultation.watcher';
import type { Sql } from '../src/kernel/database/sql';
import { at } from './support/facts';
import { openRiskHub, usccOf } from './support/risk-hub';

// What the sources say becomes facts of firms: which, from when, until when, and when it is none.

const A = usccOf(1);
let hub: Awaited<ReturnType<typeof openRiskHub>>;
beforeAll(async () => {
  hub = await openRiskHub(at('2026-06-01 12:00'));
  await hub.register([{ uscc: A, division: '140781100' }]);
}, 60_000);
afterAll(() => hub?.close());

const known = (kind: string) =>
  hub.database.query<{ key: string; from: Date; to: Date | null; value: object }>(
    `select key, true_from as "from", true_to as "to", value from hub.fact
     where kind = $1 and known_to is null order by key`,
    [kind],
  );
const time = (cityTime: string) => at(cityTime).toISOString();

describe('the dual prevention platform', () => {
  const permit = (values: object) => ({
    ...{ id: 'ZY1', uscc: A, unit: 'U1', kind: '动火', grade: '一级' },
    ...{ startsAt: time('2026-06-01 13:00'), endsAt: time('2026-06-01 18:00') },
    updatedAt: time('2026-06-01 11:00'),
    ...values,
  });

  it('a permit is known from its announcement, and over when the work is', async () => {
    expect(await hub.send('special-operations', [permit({}), permit({ id: 'ZY2', unit: null })])).toEqual([]);
    const value = { operation: 'HOT_WORK', grade: '一级', unit: 'U1', startsAt: time('2026-06-01 13:00') };
    const times = { from: at('2026-06-01 11:00'), to: at('2026-06-01 18:00') };
    expect(await known('operation')).toEqual([
      { key: 'ZY1', ...times, value },
      { key: 'ZY2', ...times, value: { ...value, unit: null } },
    ]);
    const over = { endedAt: time('2026-06-01 11:30'), updatedAt: time('2026-06-01 11:31') };
    await hub.send('special-operations', [permit({ ...over, startsAt: time('2026-06-01 09:00') })]);
    const [first] = await known('operation');
    expect(first).toMatchObject({ from: at('2026-06-01 09:00'), to: at('2026-06-01 11:30') });
  });

  it('a start-up lasts until it is signed off', async () => {
    const startUp = { id: 'KT1', uscc: A, kind: '开车', startsAt: time('2026-06-01 08:00') };
    await hub.send('transitions', [{ ...startUp, updatedAt: time('2026-06-01 08:00') }]);
    expect(await known('transition')).toMatchObject([{ from: at('2026-06-01 08:00'), to: null }]);
    const signed = { signedOffAt: time('2026-06-01 10:00'), signedOffBy: '总工程师' };
    await hub.send('transitions', [{ ...startUp, ...signed, updatedAt: time('2026-06-01 10:01') }]);
    expect(await known('transition')).toMatchObject([{ to: at('2026-06-01 10:00') }]);
  });

  it('of the promises the newest counts, in whatever order they come', async () => {
    const promise = (day: number) => {
      const published = time(`2026-05-${day} 08:20`);
      return { id: `CN${day}`, uscc: A, on: `2026-05-${day}`, publishedAt: published, updatedAt: published };
    };
    await hub.send('promises', [promise(30), promise(31)]);
    await hub.send('promises', [promise(29)]);
    expect(await known('promise')).toEqual([
      { key: A, from: at('2026-05-31 08:20'), to: null, value: { on: '2026-05-31' } },
    ]);
  });

  it('a check on site is an inspection, from when it was recorded within its day; one from a desk is none', async () => {
    const check = (id: string, values: object) => ({
      ...{ id, uscc: A, kind: 'SUPERVISORY', authority: '督查落实办', trigger: 'PLAN', offSite: false },
      ...{ on: '2026-05-31', hazardIds: [], updatedAt: time('2026-05-31 15:00') },
      ...values,
    });
    await hub.send('checks', [
      check('a', {}),
      check('b', { updatedAt: time('2026-06-01 09:00') }),
      check('c', { on: '2026-06-01' }),
      check('d', { offSite: true }),
    ]);
    // planned: nobody has looked yet, and what waits for an inspection goes on to wait
    expect(await hub.send('checks', [check('e', { on: '2026-06-02' })])).toEqual([
      expect.stringContaining('on: lies ahead of its receipt'),
    ]);
    expect((await known('inspection')).map(({ key, from }) => [key, from])).toEqual([
      ['a', at('2026-05-31 15:00')],
      ['b', at('2026-06-01 00:00')],
      ['c', at('2026-06-01 00:00')],
    ]);
  });
});

describe('the command centre', () => {
  const incident = (values: Partial<Incident>): Incident =>
    ({
      ...{ id: 'I1', uscc: A, category: 'ACCIDENT', drill: false, at: at('2026-06-01 10:00') },
      ...{ source: 'command-centre', title: '顶板事故', grade: 'GENERAL', deaths: null, closedAt: null },
      ...values,
    }) as Incident;

  it('an accident counts from when it happened', () => {
    expect(accidentFact(incident({ deaths: 2, closedAt: at('2026-06-05 10:00') }))).toEqual({
      ...{ subject: A, kind: 'accident', key: 'I1', source: 'command-centre' },
      ...{ from: at('2026-06-01 10:00'), to: null },
      value: { title: '顶板事故', grade: 'GENERAL', deaths: 2, closedAt: time('2026-06-05 10:00') },
    });
  });

  it.each([
    ['a drill', { drill: true }],
    ['of no firm', { uscc: null }],
    ['no accident', { category: 'NATURAL_DISASTER' }],
  ])('and what is %s takes it back', (_, values) => {
    expect(accidentFact(incident(values as Partial<Incident>))).toEqual({ kind: 'accident', key: 'I1' });
  });
});

describe('experts and patrols', () => {
  const consult = async (values: Partial<Consultation>) => {
    const after = { id: 'HZ1', uscc: A, source: 'rescue-registry', findings: 3, on: '2026-05-01', ...values };
    const { facts } = await consultationWatcher.consequences(
      [{ before: null, after: { dueOn: '2026-05-31', closedOn: null, ...after } as Consultation }],
      null as unknown as Sql,
      new Date(),
    );
    return facts![0];
  };

  it('findings count until all is put right; without a date, or without any, they cannot be late', async () => {
    expect(await consult({})).toMatchObject({ from: at('2026-05-01 00:00'), to: null, subject: A });
    expect(await consult({ closedOn: '2026-06-02' })).toMatchObject({ to: at('2026-06-02 00:00') });
    expect(await consult({ dueOn: null })).toEqual({ kind: 'consultation', key: 'HZ1' });
    expect(await consult({ findings: 0 })).toEqual({ kind: 'consultation', key: 'HZ1' });
  });

  it('a finding at a firm counts from its exposure until it is closed', () => {
    const finding = (values: object) =>
      exposedFindingFact({
        ...{ id: 'F1', uscc: A, source: 'committee-registry', text: '应急预案未演练', closedOn: null },
        ...{ dispositionLog: [{ kind: 'NOTIFIED', on: '2026-05-01' }] },
        ...values,
      } as Finding);
    const dispositionLog = [{ kind: 'EXPOSED', on: '2026-05-20' }];
    expect(finding({})).toEqual({ kind: 'exposedFinding', key: 'F1' });
    expect(finding({ dispositionLog, uscc: null })).toEqual({ kind: 'exposedFinding', key: 'F1' });
    expect(finding({ dispositionLog, closedOn: '2026-06-01' })).toMatchObject({
      ...{ subject: A, from: at('2026-05-20 00:00'), to: at('2026-06-01 00:00') },
      value: { on: '2026-05-20' },
    });
  });
});
