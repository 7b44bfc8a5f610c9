import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Query, Resolver } from 'type-graphql';
import { Material } from '../../entities/depots/material';
import { MaterialConnection } from '../../entities/depots/material-connection';
import type { HubContext } from '../../kernel/graphql/context';
import { AfterEntry, First } from '../../kernel/graphql/page-arguments';
import { ToldBy } from '../../kernel/graphql/told-by';
import { materialPage } from './material-reads';

@Resolver(() => Material)
export class MaterialResolver {
  @Query(() => MaterialConnection, {
    nullable: true,
    description:
      '物资目录,按编码;item 为 findStock 的查找项 · The catalogue by code; with an item, what findStock would look for',
  })
  @ToldBy('depot-inventory')
  materials(
    @Arg('item', () => String, {
      nullable: true,
      description: '编码、类别、名称或关键词,中英文 · Code, category, name or keyword, in either language',
    })
    item: string | null,
    @First(50) first: number | null,
    @AfterEntry() after: string | null,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return materialPage({ item, first, after }, context, info);
  }

  @Query(() => Material, { nullable: true, description: '按编码查物资 · A material by its code' })
  material(
    @Arg('code', () => String, { description: '物资编码 · Code' }) code: string,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.one(Material, 'code', code, { info });
  }
}
