import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import type { Context } from '../context';
import { RiskState } from '../entities/risk';

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
