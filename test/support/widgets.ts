import type { GraphQLResolveInfo } from 'graphql';
import {
  Arg,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  ID,
  Info,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { Column, Entity, PrimaryColumn, type MigrationInterface, type QueryRunner } from 'typeorm';
import { tableOf } from '../../src/kernel/database/tables';
import { condition, containing } from '../../src/kernel/graphql/condition';
import { connectionType } from '../../src/kernel/graphql/connection-type';
import type { HubContext } from '../../src/kernel/graphql/context';
import { defineSubgraph } from '../../src/kernel/graphql/define-subgraph';
import { page } from '../../src/kernel/graphql/paging';
import { CalendarDate } from '../../src/kernel/graphql/scalars';

@ObjectType()
@Directive('@key(fields: "id")')
@Entity({ schema: 'widgets' })
export class Widget {
  @PrimaryColumn('text')
  @Field(() => ID)
  id!: string;

  @Column('text')
  @Field()
  name!: string;

  @Column('text')
  uscc!: string;

  @Column('timestamptz')
  @Field()
  madeAt!: Date;

  @Column('date', { nullable: true })
  @Field(() => CalendarDate, { nullable: true })
  soldOn!: string | null;

  @Column('numeric')
  @Field()
  weight!: number;

  @Column('text', { nullable: true })
  parent!: string | null;
}

const WidgetConnection = connectionType(() => Widget, 'Widget');

@Resolver(() => Widget)
class WidgetResolver {
  @Query(() => WidgetConnection, { nullable: true })
  widgets(
    @Arg('first', () => Int, { nullable: true }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Arg('nameContains', () => String, { nullable: true }) part: string | null,
    @Arg('division', () => String, { nullable: true }) division: string | null,
    @Arg('newest', () => Boolean, { defaultValue: false }) newest: boolean,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return page<Widget>({
      context,
      info,
      table: tableOf(Widget),
      first,
      after,
      orderBy: ['madeAt'],
      direction: newest ? 'desc' : 'asc',
      where: part ? [containing('t.name', part)] : [condition`t.weight >= ${0}`],
      subject: { on: 'uscc', division },
      also: ['parent'],
    });
  }

  @Query(() => Widget, { nullable: true })
  widget(@Arg('id', () => ID) id: string, @Ctx() { load }: HubContext, @Info() info: GraphQLResolveInfo) {
    return load.one(Widget, 'id', id, { info, also: ['parent'] });
  }

  @FieldResolver(() => Widget, { nullable: true })
  parent(@Root() { parent }: Widget, @Ctx() { load }: HubContext, @Info() info: GraphQLResolveInfo) {
    return parent ? load.one(Widget, 'id', parent, { info, also: ['parent'] }) : null;
  }

  @FieldResolver(() => [Widget])
  parts(@Root() { id }: Widget, @Ctx() { load }: HubContext, @Info() info: GraphQLResolveInfo) {
    return load.many(Widget, 'parent', id, {
      info,
      also: ['parent'],
      where: 'weight >= 0',
      orderBy: 'weight desc',
    });
  }

  @FieldResolver(() => Int)
  nameLength(@Root() { id }: Widget, @Ctx() { load }: HubContext) {
    return load
      .batch<string, number>('name lengths', async (ids, sql) => {
        const rows = await sql.query<{ id: string; n: number }>(
          'select id, length(name) as n from widgets.widget where id = any($1::text[])',
          [ids],
        );
        return new Map(rows.map(({ id: key, n }) => [key, n]));
      })
      .load(id);
  }
}

class Widgets1700000090000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table widgets.widget (
      id text primary key, name text not null, uscc text not null, made_at timestamptz not null,
      sold_on date, weight numeric not null, parent text)`);
  }

  down(): Promise<void> {
    throw new Error('not undone');
  }
}

/** A subgraph with one table, for what the kernel does with tables. */
export const widgets = defineSubgraph({
  name: 'widgets',
  title: 'Widgets',
  resolvers: [WidgetResolver],
  references: {},
  entities: [Widget],
  migrations: [Widgets1700000090000],
  connectors: [],
});
