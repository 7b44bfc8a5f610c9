import 'reflect-metadata';
import { GraphQLString, type GraphQLSchema } from 'graphql';
import { buildSchemaSync, type BuildSchemaOptions, type PubSub } from 'type-graphql';
import type { ReferenceResolver, Subgraph } from './define-subgraph';
import { bindResolvers, bindTypeResolvers, useSimpleFields } from './bind-resolvers';
import { printFederationSdl } from './federation-sdl';
import { DateTime, refuseUnstorableText } from './scalars';

/** One subgraph, ready to be joined with others or served alone. */
export interface BuiltSubgraph {
  name: string;
  /** Executable; without `_service` and `_entities`. */
  schema: GraphQLSchema;
  /** Federation 2 SDL, sorted, with the `@link` of what it uses. */
  sdl: string;
  references: Readonly<Record<string, ReferenceResolver>>;
}

/** type-graphql insists on one where there are subscriptions; ours read the event log. */
const noPubSub: PubSub = {
  publish: () => {
    throw new Error('events are published through the event log');
  },
  subscribe: (topic: string) => {
    throw new Error(`@Subscription on ${topic} needs { subscribe: ({ args, context }) => AsyncIterable }`);
  },
};

/**
 * Builds a subgraph's executable schema from its classes. Subscriptions are declared with
 * `@Subscription(() => T, { subscribe: ({ args, context }) => context.events.follow(…) })`. A field without a resolver
 * of its own costs a property access. Arguments and inputs arrive as plain objects, checked by their scalars and by
 * the resolver; class-validator decorators are not run.
 */
export function buildSubgraph(
  subgraph: Pick<Subgraph, 'name' | 'resolvers' | 'orphanedTypes' | 'references'>,
): BuiltSubgraph {
  refuseUnstorableText();
  useSimpleFields();
  const schema = buildSchemaSync({
    resolvers: subgraph.resolvers as unknown as BuildSchemaOptions['resolvers'],
    orphanedTypes: [...(subgraph.orphanedTypes ?? [])],
    scalarsMap: [
      { type: Date, scalar: DateTime },
      { type: String, scalar: GraphQLString },
    ],
    pubSub: noPubSub,
    validate: false,
  });
  bindResolvers(schema, subgraph.resolvers);
  bindTypeResolvers(schema);
  const { name, references } = subgraph;
  return { name, schema, sdl: printFederationSdl(schema, name), references };
}
