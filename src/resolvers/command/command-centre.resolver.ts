import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { CommandCentre } from '../../entities/command/command-centre';
import type { HubContext } from '../../kernel/graphql/context';
import { Freshness } from '../../kernel/graphql/freshness';
import { DivisionCode } from '../../kernel/graphql/scalars';
import { ToldBy } from '../../kernel/graphql/told-by';
import { AdminDivisionRef } from '../../schema/command/admin-division.ref';
import { needs } from './needs';
import { inDivision, rowsOf } from './rows-of';

@Resolver(() => CommandCentre)
export class CommandCentreResolver {
  @Query(() => [CommandCentre], {
    nullable: true,
    description:
      '指挥中心与值守点及其平战状态,至多 500 · Command centres and duty posts with their modes, at most 500',
  })
  @ToldBy('command-centre')
  commandCentres(
    @Arg('division', () => DivisionCode, { description: '区划(含下级)· Division with all below it' })
    division: string,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const asked = { where: [inDivision(division)], orderBy: 'division, id', also: needs.centre };
    return rowsOf(CommandCentre, asked, { context, info });
  }

  @Query(() => CommandCentre, {
    nullable: true,
    description: '按编号查指挥中心 · A command centre by its number',
  })
  commandCentre(
    @Arg('id', () => ID, { description: '编号 · Number' }) id: string,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.one(CommandCentre, 'id', id, { info, also: needs.centre });
  }

  @FieldResolver(() => AdminDivisionRef, { nullable: true, description: '区划 · Division' })
  division(@Root() { division }: CommandCentre): AdminDivisionRef {
    return { code: division };
  }

  @FieldResolver(() => Freshness, { description: '新鲜度 · How fresh it is' })
  freshness(@Root() centre: CommandCentre, @Ctx() { freshness }: HubContext): Freshness {
    return freshness.of(centre);
  }
}
