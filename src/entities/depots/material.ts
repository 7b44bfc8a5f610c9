import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';

/** Keyed by `code` (GB/T 38565-2020: seven digits in four layers). */
@ObjectType({ description: '应急物资 · A kind of emergency material' })
@Directive('@key(fields: "code")')
@Entity({ schema: 'depots' })
export class Material extends Sourced {
  @PrimaryColumn('text')
  @Field(() => String, { description: '物资编码(GB/T 38565-2020)· Code of seven digits' })
  code!: string;

  @Column('text')
  @Field(() => String, { description: '名称 · Name' })
  name!: string;

  @Column('text')
  @Field(() => String, { description: '类别 · Category' })
  category!: string;

  /** As the inventory has them; what else finds it is in item-words.ts. */
  @Column('text', { array: true })
  @Field(() => [String], { description: '别名与关键词 · Other names and keywords of the inventory' })
  keywords!: string[];

  @Column('text')
  @Field(() => String, { description: '计量单位 · Unit of its quantities' })
  unit!: string;

  @Column('integer', { nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: '保质期(月),为空即不限 · Shelf life in months; null: it does not run out',
  })
  shelfLifeMonths!: number | null;
}
