import DataLoader from 'dataloader';
import { GraphQLDateTime } from 'graphql-scalars';
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  InputType,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { In, IsNull, Like, MoreThan, MoreThanOrEqual, type DataSource } from 'typeorm';
import { Enterprise, RiskChange, RiskState, Site, SourceSilence } from './entities';
import { DivisionCode, USCC } from './scalars';

/** The loaders of one request, one for each relation. */
export const createLoaders = (dataSource: DataSource) => ({
  risk: new DataLoader(async (usccs: readonly string[]) => {
    const rows = await dataSource.getRepository(RiskState).findBy({ subject: In(usccs) });
    const bySubject = new Map(rows.map((row) => [row.subject, row]));
    return usccs.map((uscc) => bySubject.get(uscc) ?? null);
  }),
  sites: new DataLoader(async (usccs: readonly string[]) => {
    const rows = await dataSource
      .getRepository(Site)
      .find({ where: { uscc: In(usccs) }, order: { id: 'ASC' } });
    const byFirm = new Map<string, Site[]>(usccs.map((uscc) => [uscc, []]));
    for (const row of rows) byFirm.get(row.uscc)!.push(row);
    return usccs.map((uscc) => byFirm.get(uscc)!);
  }),
  silent: new DataLoader(async (keys: readonly string[]) => {
    const rows = await dataSource.getRepository(SourceSilence).findBy({ to: IsNull() });
    return keys.map(() => rows.length > 0);
  }),
});

export interface Context {
  dataSource: DataSource;
  loaders: ReturnType<typeof createLoaders>;
}

@InputType()
class EnterpriseFilter {
  @Field(() => DivisionCode, { nullable: true })
  division?: string;
}

@ObjectType()
class PageInfo {
  @Field(() => String, { nullable: true })
  endCursor!: string | null;

  @Field()
  hasNextPage!: boolean;
}

@ObjectType()
class EnterpriseConnection {
  @Field(() => [Enterprise])
  nodes!: Enterprise[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;

  @Field(() => Int)
  total!: number;
}

@Resolver(() => Enterprise)
export class EnterpriseResolver {
  @Query(() => Enterprise, { nullable: true })
  enterprise(@Arg('uscc', () => USCC) uscc: string, @Ctx() { dataSource }: Context) {
    return dataSource.getRepository(Enterprise).findOneBy({ uscc });
  }

  @Query(() => EnterpriseConnection)
  async enterprises(
    @Arg('filter', () => EnterpriseFilter, { nullable: true }) filter: EnterpriseFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 20 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Ctx() { dataSource }: Context,
  ): Promise<EnterpriseConnection> {
    const repository = dataSource.getRepository(Enterprise);
    const where = filter?.division ? { division: Like(`${filter.division}%`) } : {};
    const page = after ? { ...where, uscc: MoreThan(after) } : where;
    const [rows, total] = await Promise.all([
      repository.find({ where: page, order: { uscc: 'ASC' }, take: first + 1 }),
      repository.countBy(where),
    ]);
    const nodes = rows.slice(0, first);
    return {
      nodes,
      total,
      pageInfo: { endCursor: nodes.at(-1)?.uscc ?? null, hasNextPage: rows.length > first },
    };
  }

  @FieldResolver(() => RiskState, { nullable: true })
  risk(@Root() { uscc }: Enterprise, @Ctx() { loaders }: Context) {
    return loaders.risk.load(uscc);
  }

  @FieldResolver(() => [RiskChange])
  riskHistory(
    @Root() { uscc }: Enterprise,
    @Arg('from', () => GraphQLDateTime) from: Date,
    @Ctx() { dataSource }: Context,
  ) {
    const where = { uscc, unit: IsNull(), at: MoreThanOrEqual(from) };
    return dataSource.getRepository(RiskChange).find({ where, order: { at: 'ASC', seq: 'ASC' }, take: 100 });
  }

  @FieldResolver(() => [Site])
  sites(@Root() { uscc }: Enterprise, @Ctx() { loaders }: Context) {
    return loaders.sites.load(uscc);
  }
}

@ObjectType()
class RiskOverride {
  @Field()
  by!: string;

  @Field()
  reason!: string;

  @Field()
  until!: string;
}

@Resolver(() => RiskState)
export class RiskStateResolver {
  @FieldResolver(() => Boolean)
  async stale(@Root() { standing }: RiskState, @Ctx() { loaders }: Context) {
    return standing.stale || (await loaders.silent.load('open'));
  }

  @FieldResolver(() => RiskOverride, { nullable: true })
  override() {
    return null;
  }
}
