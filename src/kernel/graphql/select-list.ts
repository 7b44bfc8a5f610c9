import { quoted, type Table, type TableColumn } from '../database/tables';

/** How a column is read: dates as YYYY-MM-DD, whole and decimal numbers as JavaScript numbers. */
function readable({ quoted: column, type }: TableColumn, prefix: string): string {
  if (type === 'date') return `${prefix}${column}::text`;
  if (/^(bigint|int8|numeric|decimal)\b(?!.*\[\])/.test(type)) return `${prefix}${column}::float8`;
  return `${prefix}${column}`;
}

/** `t."found_on"::text as "foundOn", …` for the properties that are columns; rows come back keyed by property. */
export function selectList(table: Table, properties: Iterable<string>, alias?: string): string {
  const prefix = alias ? `${alias}.` : '';
  const items: string[] = [];
  for (const property of properties) {
    const column = table.columns.get(property);
    if (column) items.push(`${readable(column, prefix)} as ${quoted(property)}`);
  }
  return items.join(', ');
}

/** Columns needed besides those asked for: always, or by the worked-out field that they are behind. */
export type Also<Property extends string = string> =
  readonly Property[] | Readonly<Record<string, readonly Property[]>>;

interface Needed {
  table: Table;
  also: Also;
  properties: readonly string[];
}

/** A selection is one object for each entry of a list and in each request: what it needed last answers most of the time. */
const lastUse = new WeakMap<ReadonlySet<string>, Needed>();

/** The columns to read: the keys, what is asked for (everything when that is not known), and what is needed besides. */
export function neededProperties(
  table: Table,
  asked: ReadonlySet<string> | undefined,
  also: Also = NONE,
): readonly string[] {
  if (!asked) return [...table.columns.keys()];
  const before = lastUse.get(asked);
  if (before?.table === table && before.also === also) return before.properties;
  const wanted = new Set([...table.keyProperties, ...asked, ...besides(also, asked)]);
  const properties = [...table.columns.keys()].filter((property) => wanted.has(property));
  lastUse.set(asked, { table, also, properties });
  return properties;
}

const NONE: Also = [];

const besides = (also: Also, asked: ReadonlySet<string>): readonly string[] =>
  also instanceof Array ? also : [...asked].flatMap((field) => also[field] ?? []);

/** The column behind a property; throws when there is none: a mistake of the slice, not of the client. */
export function columnOf(table: Table, property: string): TableColumn {
  const column = table.columns.get(property);
  if (!column) throw new Error(`${table.name} has no column for ${property}`);
  return column;
}
