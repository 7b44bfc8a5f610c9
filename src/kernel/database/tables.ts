import { getMetadataArgsStorage } from 'typeorm';
import type { ColumnMetadataArgs } from 'typeorm/metadata-args/ColumnMetadataArgs';
import type { EntityClass } from '../ingest/contract';
import { SnakeNaming } from './naming';

export interface TableColumn {
  /** As result rows name it: `observed_at`. */
  column: string;
  /** Ready to be put into SQL: `"observed_at"`. */
  quoted: string;
  /** The PostgreSQL type, as a cast wants it: `timestamptz`, `text[]`. */
  type: string;
  isKey: boolean;
}

/** Where an entity lives. Built from TypeORM's decorators, without a connection. */
export interface Table {
  /** `registry` */
  schema: string;
  /** Quoted and ready to be put into SQL: `"registry"."enterprise"`. */
  name: string;
  /** Property → column, in the order of declaration, those of the parent classes first. */
  columns: ReadonlyMap<string, TableColumn>;
  keyProperties: readonly string[];
}

const naming = new SnakeNaming();
const known = new WeakMap<EntityClass, Table>();

/** Quotes an identifier. */
export const quoted = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;

/** The table of an entity class; throws when the class is not an entity or leaves out its schema or a column's type. */
export function tableOf(entity: EntityClass): Table {
  const table = known.get(entity) ?? describe(entity);
  known.set(entity, table);
  return table;
}

function describe(entity: EntityClass): Table {
  const args = getMetadataArgsStorage().tables.find(({ target }) => target === entity);
  if (!args) throw new Error(`${entity.name} is not an @Entity`);
  if (!args.schema) throw new Error(`${entity.name}: @Entity has to name its schema`);
  const columns = columnsOf(entity);
  const keyProperties = [...columns].filter(([, { isKey }]) => isKey).map(([property]) => property);
  if (keyProperties.length === 0) throw new Error(`${entity.name} has no @PrimaryColumn`);
  const name = `${quoted(args.schema)}.${quoted(naming.tableName(entity.name, args.name))}`;
  return { schema: args.schema, name, columns, keyProperties };
}

function columnsOf(entity: EntityClass): Map<string, TableColumn> {
  const declared = getMetadataArgsStorage().columns;
  const columns = new Map<string, TableColumn>();
  for (const ancestor of lineage(entity))
    for (const args of declared.filter(({ target }) => target === ancestor)) {
      const column = naming.columnName(args.propertyName, args.options.name, []);
      const isKey = Boolean(args.options.primary);
      columns.set(args.propertyName, {
        column,
        quoted: quoted(column),
        type: typeOf(args, entity.name),
        isKey,
      });
    }
  return columns;
}

/** The class and its parents, the eldest first. */
function lineage(entity: EntityClass): unknown[] {
  const chain: unknown[] = [];
  for (let one: unknown = entity; typeof one === 'function'; one = Object.getPrototypeOf(one))
    chain.unshift(one);
  return chain;
}

function typeOf({ propertyName, options }: ColumnMetadataArgs, entityName: string): string {
  const type = options.type === String ? 'text' : options.type === Boolean ? 'boolean' : options.type;
  if (typeof type !== 'string')
    throw new Error(`${entityName}.${propertyName}: @Column has to name its PostgreSQL type`);
  return options.array ? `${type}[]` : type;
}
