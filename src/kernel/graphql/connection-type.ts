import { Directive, Field, Int, ObjectType, type ClassType } from 'type-graphql';
import type { Connection, Edge } from './paging';

/** Where a page stands in its list (Relay). */
@ObjectType('PageInfo', { description: '分页信息 · Where a page stands in its list (Relay)' })
@Directive('@shareable')
export class PageInfo {
  @Field(() => String, { nullable: true, description: '首条游标 · Cursor of the first entry' })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: '末条游标,传给 after · Cursor of the last entry, for `after`',
  })
  endCursor!: string | null;

  @Field({ description: '其后还有 · More entries follow' })
  hasNextPage!: boolean;

  @Field({ description: '其前还有 · Entries come before' })
  hasPreviousPage!: boolean;
}

interface ConnectionOptions {
  /** The nodes belong to another subgraph, so each may be null. @default false */
  nullableNodes?: boolean;
  /** @default true */
  total?: boolean;
}

/** Declares `<name>Connection` and `<name>Edge`; to be called once per name and subgraph, at the top of a module. */
export function connectionType<Node extends object>(
  node: () => ClassType<Node>,
  name: string,
  { nullableNodes = false, total = true }: ConnectionOptions = {},
): ClassType<Connection<Node>> {
  @ObjectType(`${name}Edge`, { description: '列表项 · An entry of a list with its cursor' })
  class NodeEdge implements Edge<Node> {
    @Field({ description: '游标 · Position of this entry' })
    cursor!: string;

    @Field(node, { nullable: nullableNodes, description: '条目 · The entry' })
    node!: Node;
  }

  @ObjectType(`${name}Connection`, { description: '分页列表 · A page of a list (Relay)' })
  class NodeConnection implements Connection<Node> {
    @Field(() => [NodeEdge], { description: '条目及游标 · Entries with their cursors' })
    edges!: NodeEdge[];

    @Field(() => [node()], { nullable: nullableNodes ? 'items' : false, description: '条目 · The entries' })
    nodes!: Node[];

    @Field(() => PageInfo, { description: '分页信息 · Where this page stands' })
    pageInfo!: PageInfo;

    total!: number | null;
  }

  if (total)
    Field(() => Int, { nullable: true, description: '总数 · Entries that match, on all pages' })(
      NodeConnection.prototype,
      'total',
    );
  return NodeConnection;
}
