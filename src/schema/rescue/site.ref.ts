import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** The registry's site, met by its key. */
@ObjectType('Site', { description: '生产经营场所 · A place where a firm works' })
@Directive('@key(fields: "id", resolvable: false)')
export class SiteRef {
  @Field(() => ID, { description: '场所编号 · Number' })
  id!: string;
}
