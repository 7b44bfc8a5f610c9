import type { GraphQLResolveInfo } from 'graphql';
import { CrewMember } from '../../entities/hazmat/crew-member';
import type { HubContext } from '../../kernel/graphql/context';
import type { CrewRole } from '../../schema/hazmat/enums';
import { needs } from './needs';

/** A person by certificate, for the part that the waybill gives them when the register does not know it. */
export async function crewOf(
  number: string,
  role: CrewRole,
  { load, info }: Pick<HubContext, 'load'> & { info: GraphQLResolveInfo },
): Promise<Partial<CrewMember>> {
  const member = await load.one(CrewMember, 'number', number, { info, also: needs.permit });
  return (
    member ?? { number, role, categories: [], registeredState: 'UNKNOWN', stateSince: null, validTo: null }
  );
}
