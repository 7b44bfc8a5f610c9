import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../../kernel/graphql/scalars';

@ObjectType('Viewer', { description: '当前用户 · Who is asking, as the hub sees it' })
export class ViewerType {
  @Field(() => String, { description: '姓名或岗位 · Name or post' })
  name!: string;

  @Field(() => String, { nullable: true, description: '部门 · Department' })
  department!: string | null;

  @Field(() => [String], { description: '角色 · Roles' })
  roles!: string[];

  @Field(() => DateTime, { nullable: true, description: '身份有效期至 · When the identity ends' })
  expiresAt!: Date | null;

  /** Codes. */
  divisions!: string[];
}
