import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { TransportLicence } from '../../entities/hazmat/transport-licence';
import type { HubContext } from '../../kernel/graphql/context';
import { permitState } from './permit-state';

@Resolver(() => TransportLicence)
export class TransportLicenceResolver {
  @FieldResolver(() => String, {
    description: '状态:VALID、EXPIRED、SUSPENDED、REVOKED、CANCELLED · State',
  })
  state(@Root() licence: TransportLicence, @Ctx() { clock }: HubContext): string {
    return permitState(licence, clock.now());
  }
}
