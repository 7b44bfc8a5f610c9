import { Field, ObjectType, registerEnumType } from 'type-graphql';

/** Guarantors 包保责任人: 应急厅〔2021〕12号. */
export enum ResponsibleRole {
  PRINCIPAL = 'PRINCIPAL',
  TECHNICAL = 'TECHNICAL',
  OPERATION = 'OPERATION',
  SAFETY_DIRECTOR = 'SAFETY_DIRECTOR',
}

registerEnumType(ResponsibleRole, {
  name: 'ResponsibleRole',
  description:
    '企业安全责任人类别;前三类同为重大危险源包保责任人(应急厅〔2021〕12号) · What somebody answers for in a firm; the first three are also the guarantors of its major hazard units',
  valuesConfig: {
    PRINCIPAL: { description: '主要负责人 · The principal: answers first' },
    TECHNICAL: { description: '技术负责人 · Answers for technique' },
    OPERATION: { description: '操作负责人 · Answers for operation' },
    SAFETY_DIRECTOR: { description: '安全总监 · Safety director' },
  },
});

/** The name is masked before it is stored. */
@ObjectType({ description: '企业安全责任人 · Who answers for safety in a firm; the name is masked' })
export class ResponsiblePerson {
  @Field(() => ResponsibleRole, { description: '类别 · What for' })
  role!: ResponsibleRole;

  @Field(() => String, { description: '职务 · Title in the firm' })
  title!: string;

  @Field(() => String, {
    nullable: true,
    description: '姓名(脱敏)· Name, masked; null: not registered',
  })
  nameMasked!: string | null;
}
