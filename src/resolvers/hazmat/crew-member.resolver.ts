import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { CrewMember } from '../../entities/hazmat/crew-member';
import { maskCertificate } from '../../entities/hazmat/mask';
import type { HubContext } from '../../kernel/graphql/context';
import { permitState } from './permit-state';

@Resolver(() => CrewMember)
export class CrewMemberResolver {
  @FieldResolver(() => String, {
    description:
      '从业资格证号;与身份证号相同的部分脱敏 · Number of the certificate, masked if it is an identity number',
  })
  certificate(@Root() { number }: CrewMember): string {
    return maskCertificate(number);
  }

  @FieldResolver(() => String, {
    description:
      '状态:VALID、EXPIRED、SUSPENDED、REVOKED、CANCELLED、UNKNOWN(未登记)· State; UNKNOWN: not in the register',
  })
  state(@Root() member: CrewMember, @Ctx() { clock }: HubContext): string {
    return member.registeredState === 'UNKNOWN' ? 'UNKNOWN' : permitState(member, clock.now());
  }
}
