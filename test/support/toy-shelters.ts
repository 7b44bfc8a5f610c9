/** Files of a toy subgraph and of a toy source, by their paths, as docs/adding-a-subgraph.md and docs/adding-a-connector.md would have them. */
type Files = Record<string, string>;

const ENTITY = `import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';

@ObjectType({ description: '避难场所 · A place of refuge' })
@Directive('@key(fields: "id")')
@Entity({ schema: 'shelters' })
export class Shelter extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Column('text')
  @Field(() => String, { description: '名称 · Name' })
  name!: string;

  @Column('integer')
  @Field(() => Int, { description: '容纳人数 · Persons' })
  places!: number;

  @Column('text')
  division!: string;
}
`;

const MIGRATION = `import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Shelters1700000090000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(\`create table shelters.shelter (id text primary key, name text not null, places integer not null,
      division text not null, source text not null, observed_at timestamptz not null, received_at timestamptz not null,
      digest text not null)\`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table shelters.shelter');
  }
}
`;

const REF = `import { Directive, Field, ObjectType } from 'type-graphql';
import { DivisionCode } from '../../kernel/graphql/scalars';

@ObjectType('AdminDivision', { description: '行政区划 · An administrative division' })
@Directive('@key(fields: "code")')
export class AdminDivisionRef {
  @Field(() => DivisionCode, { description: '区划代码 · Code' })
  code!: string;
}
`;

const SHELTER_RESOLVER = `import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { Shelter } from '../../entities/shelters/shelter';
import type { HubContext } from '../../kernel/graphql/context';
import { AdminDivisionRef } from '../../schema/shelters/admin-division.ref';

@Resolver(() => Shelter)
export class ShelterResolver {
  @Query(() => Shelter, { nullable: true, description: '避难场所 · One of them' })
  shelter(
    @Arg('id', () => ID, { description: '编号 · Number' }) id: string,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.one(Shelter, 'id', id, { info, also: ['division'] });
  }

  @FieldResolver(() => AdminDivisionRef, { nullable: true, description: '区划 · Division' })
  division(@Root() { division }: Shelter): AdminDivisionRef {
    return { code: division };
  }
}
`;

const DIVISION_RESOLVER = `import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { Shelter } from '../../entities/shelters/shelter';
import type { HubContext } from '../../kernel/graphql/context';
import { AdminDivisionRef } from '../../schema/shelters/admin-division.ref';

@Resolver(() => AdminDivisionRef)
export class AdminDivisionResolver {
  @FieldResolver(() => [Shelter], { nullable: true, description: '避难场所 · Places of refuge' })
  shelters(@Root() { code }: AdminDivisionRef, @Ctx() { load }: HubContext, @Info() info: GraphQLResolveInfo) {
    return load.many(Shelter, 'division', code, { info });
  }
}
`;

const REFERENCES = `import { Shelter } from '../../entities/shelters/shelter';
import type { ReferenceResolver } from '../../kernel/graphql/define-subgraph';

export const sheltersReferences: Record<string, ReferenceResolver> = {
  AdminDivision: ({ code }) => ({ code: String(code) }),
  Shelter: ({ id }, { load }, info) => load.one(Shelter, 'id', String(id), { info, also: ['division'] }),
};
`;

const MANIFEST = `import { Shelters1700000090000 } from '../entities/shelters/migrations/1700000090000-shelters';
import { Shelter } from '../entities/shelters/shelter';
import { defineSubgraph } from '../kernel/graphql/define-subgraph';
import { AdminDivisionResolver } from '../resolvers/shelters/admin-division.resolver';
import { ShelterResolver } from '../resolvers/shelters/shelter.resolver';
import { sheltersReferences } from '../resolvers/shelters/shelters-references';

export const shelters = defineSubgraph({
  name: 'shelters',
  title: '避难 · Shelters',
  resolvers: [ShelterResolver, AdminDivisionResolver],
  references: sheltersReferences,
  entities: [Shelter],
  migrations: [Shelters1700000090000],
  connectors: [],
});
`;

const CONNECTOR = `import { defineConnector } from '../../kernel/ingest/contract';
import { places } from './places';

export const shelterRegistry = defineConnector({
  name: 'shelter-registry',
  subgraph: 'shelters',
  owner: '避难场所登记(示例)· Register of shelters',
  transport: 'http',
  rhythmSeconds: 5,
  streams: [places],
});
`;

const STREAM = `import { z } from 'zod';
import { Shelter } from '../../entities/shelters/shelter';
import { stream } from '../../kernel/ingest/contract';

const record = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  places: z.int().min(0),
  division: z.string().regex(/^\\d{6,12}$/),
  updatedAt: z.iso.datetime({ offset: true }).transform((value) => new Date(value)),
});

export const places = stream({
  name: 'places',
  channel: 'v1/places',
  format: 'json',
  items: 'items',
  record,
  map: ({ updatedAt, ...values }) => ({ rows: [{ entity: Shelter, values, observedAt: updatedAt }] }),
});
`;

const SUBGRAPH: Files = {
  'src/schema/shelters/admin-division.ref.ts': REF,
  'src/entities/shelters/shelter.ts': ENTITY,
  'src/entities/shelters/migrations/1700000090000-shelters.ts': MIGRATION,
  'src/resolvers/shelters/shelter.resolver.ts': SHELTER_RESOLVER,
  'src/resolvers/shelters/admin-division.resolver.ts': DIVISION_RESOLVER,
  'src/resolvers/shelters/shelters-references.ts': REFERENCES,
  'src/subgraphs/shelters.ts': MANIFEST,
};

const SOURCE: Files = {
  'src/connectors/shelter-registry/index.ts': CONNECTOR,
  'src/connectors/shelter-registry/places.ts': STREAM,
  'src/connectors/shelter-registry/README.md': '# shelter-registry\n',
};

export interface Addition {
  files: Files;
  /** In files that are there: what is replaced by what. */
  edits: { path: string; find: string; by: string }[];
}

const INDEX_LINE =
  "  shelters: async () => (require('./shelters') as typeof import('./shelters')).shelters,\n";

/** A subgraph that has no source yet, and adds to a type of the registry. */
export const toySubgraph: Addition = {
  files: SUBGRAPH,
  edits: [{ path: 'src/subgraphs/index.ts', find: '\n};', by: `\n${INDEX_LINE}};` }],
};

/** The source that brings its rows. */
export const toySource: Addition = {
  files: SOURCE,
  edits: [
    {
      path: 'src/subgraphs/shelters.ts',
      find: 'import ',
      by: "import { shelterRegistry } from '../connectors/shelter-registry';\nimport ",
    },
    { path: 'src/subgraphs/shelters.ts', find: 'connectors: []', by: 'connectors: [shelterRegistry]' },
  ],
};
