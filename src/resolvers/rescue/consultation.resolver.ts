import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { Consultation } from '../../entities/rescue/consultation';
import { ConsultationConnection } from '../../entities/rescue/consultation-connection';
import { Expert } from '../../entities/rescue/expert';
import type { HubContext } from '../../kernel/graphql/context';
import { AfterEntry, First } from '../../kernel/graphql/page-arguments';
import { ToldBy } from '../../kernel/graphql/told-by';
import { ConsultationFilter } from '../../schema/rescue/consultation-filter.input';
import { EnterpriseRef } from '../../schema/rescue/enterprise.ref';
import { expertsOfConsultation, pageOfConsultations } from './consultation-reads';
import { needs } from './needs';

@Resolver(() => Consultation)
export class ConsultationResolver {
  @Query(() => Consultation, { nullable: true, description: '按编号查会诊 · A consultation by its number' })
  consultation(
    @Arg('id', () => ID, { description: '会诊编号 · Number' }) id: string,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.one(Consultation, 'id', id, { info, also: needs.consultation });
  }

  @Query(() => ConsultationConnection, {
    nullable: true,
    description: '会诊,新的在前 · Consultations, the latest first',
  })
  @ToldBy('rescue-registry')
  consultations(
    @Arg('filter', () => ConsultationFilter, { nullable: true, description: '筛选 · Filter' })
    filter: ConsultationFilter | null,
    @First(50) first: number | null,
    @AfterEntry() after: string | null,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return pageOfConsultations({ filter, first, after, context, info });
  }

  @FieldResolver(() => EnterpriseRef, { nullable: true, description: '企业 · The firm' })
  enterprise(@Root() { uscc }: Consultation): EnterpriseRef {
    return { uscc };
  }

  @FieldResolver(() => [Expert], {
    description: '会诊专家;专家库未收录者不列 · Who came; without those that the expert bank does not know',
  })
  experts(@Root() { expertIds }: Consultation, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return expertsOfConsultation(expertIds, context, info);
  }
}
