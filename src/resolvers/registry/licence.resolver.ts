import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Licence } from '../../entities/registry/licence';
import { licenceStateAt } from '../../entities/registry/licence-state';
import type { HubContext } from '../../kernel/graphql/context';
import { LicenceState } from '../../schema/registry/licence-enums';

@Resolver(() => Licence)
export class LicenceResolver {
  @FieldResolver(() => LicenceState, { description: '今日状态 · Whether it holds today' })
  state(@Root() licence: Licence, @Ctx() { clock }: HubContext) {
    return licenceStateAt(licence, clock.now());
  }
}
