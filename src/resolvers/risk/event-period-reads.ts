import type { Sql } from '../../kernel/database/sql';
import type { HubContext } from '../../kernel/graphql/context';
import { MAX_PAGE } from '../../kernel/graphql/paging';
import { occurrencesOf, type DeclaredPeriod } from '../../kernel/risk/event-periods';
import { isShortNotice, stepsOf } from '../../kernel/risk/period-steps';
import { PERIOD_COLUMNS, readRegime } from '../../kernel/risk/regime';
import { ruleSetAt } from '../../kernel/risk/rule-set';
import type { EventPeriod } from '../../schema/risk/event-period';

interface PeriodFilter {
  /** Code of a division: periods that cover it, a part of it, or what it is a part of. */
  touching?: string | null;
  /** In force at `at`, or not; null: both. */
  active?: boolean | null;
  at: Date;
}

type Row = DeclaredPeriod & { declaredBy: string };

const COLUMNS = `${PERIOD_COLUMNS}, declared_by as "declaredBy"`;

/** The latest 500 event periods that match, as they stand at `at`. */
export async function eventPeriods(
  sql: Sql,
  { touching = null, active = null, at }: PeriodFilter,
): Promise<EventPeriod[]> {
  const periods = await sql.query<Row>(
    `select ${COLUMNS} from hub.event_period
     where ($1::text is null or exists (
         select 1 from unnest(division_codes) area where starts_with(area, $1) or starts_with($1, area)))
     order by starts_at desc, id limit ${MAX_PAGE}`,
    [touching],
  );
  return periods
    .map((period) => standing(period, at))
    .filter((one) => active === null || isActive(one, at) === active);
}

/** One that there is. */
export async function eventPeriod(
  id: string,
  { sql, clock }: Pick<HubContext, 'sql' | 'clock'>,
): Promise<EventPeriod> {
  const rows = await sql.query<Row>(`select ${COLUMNS} from hub.event_period where id = $1`, [id]);
  return standing(rows[0]!, clock.now());
}

/** One as it stands now, of however many that are asked for at once. */
export const periodNow = (
  id: string,
  { load, clock }: Pick<HubContext, 'load' | 'clock'>,
): Promise<EventPeriod | null> =>
  load
    .batch<string, EventPeriod>('event periods', async (ids, sql) => {
      const rows = await sql.query<Row>(`select ${COLUMNS} from hub.event_period where id = any($1)`, [ids]);
      return new Map(rows.map((row) => [row.id, standing(row, clock.now())]));
    })
    .load(id);

/** What the rules that hold when a period begins say that it brings. */
export async function effectsOf(
  { from }: EventPeriod,
  { load }: Pick<HubContext, 'load'>,
): Promise<string[]> {
  const effects = await load
    .batch<number, string[]>('event period effects', async (moments, sql) => {
      const { ruleSets } = await readRegime(sql);
      return new Map(
        moments.map((at) => {
          const rules = ruleSetAt(ruleSets, at)?.rules ?? [];
          return [at, rules.filter(({ kind }) => kind === 'event-period').map(({ effect }) => effect)];
        }),
      );
    })
    .load(from.getTime());
  return effects ?? [];
}

/** Of a yearly period the time that is now or comes next, else the last. */
function standing(row: Row, at: Date): EventPeriod {
  const { divisions, industries, ...period } = row;
  const times = occurrencesOf(row, at);
  const { from, to } = times.find((one) => one.to > at) ??
    times.at(-1) ?? { from: period.from, to: period.from };
  const shortNotice = isShortNotice(stepsOf(row, row.declaredAt)[0]!.from, row.declaredAt);
  return { ...period, from, to, divisionCodes: divisions, industries, shortNotice };
}

export const isActive = ({ from, to }: Pick<EventPeriod, 'from' | 'to'>, at: Date): boolean =>
  from <= at && at < to;

/** Whether a period covers a division, a part of it, or what it is a part of. */
export const touches = ({ divisionCodes }: Pick<EventPeriod, 'divisionCodes'>, code: string): boolean =>
  divisionCodes.some((area) => area.startsWith(code) || code.startsWith(area));
