import { FieldResolver, Resolver, Root } from 'type-graphql';
import { EnterpriseRef } from '../../schema/hazmat/enterprise.ref';
import { LoadingCheck } from '../../schema/hazmat/loading-check';

@Resolver(() => LoadingCheck)
export class LoadingCheckResolver {
  @FieldResolver(() => EnterpriseRef, { nullable: true, description: '装货人 · Loader' })
  by(@Root() { by: uscc }: LoadingCheck): EnterpriseRef {
    return { uscc };
  }
}
