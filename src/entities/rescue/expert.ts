import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';

/** Keyed by `id`. The name is masked before it is stored. */
@ObjectType({ description: '专家 · An expert of the expert bank' })
@Directive('@key(fields: "id")')
@Entity({ schema: 'rescue' })
export class Expert extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '专家编号 · Number' })
  id!: string;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: '姓名(脱敏)· Name, masked' })
  nameMasked!: string | null;

  @Column('text', { array: true })
  @Field(() => [String], {
    description: '行业(Industry 的取值)· Industries, as the enum Industry names them',
  })
  industries!: string[];

  @Column('boolean')
  @Field(() => Boolean, { description: '常驻专家 · Stays in the city, consults its mines in turn' })
  resident!: boolean;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: '职称 · Professional title' })
  title!: string | null;
}
