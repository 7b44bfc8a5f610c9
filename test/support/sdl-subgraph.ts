import { buildASTSchema, isAbstractType, isObjectType, parse } from 'graphql';
import type { BuiltSubgraph } from '../../src/kernel/graphql/build-subgraph';
import type { ReferenceResolver } from '../../src/kernel/graphql/define-subgraph';
import { printFederationSdl } from '../../src/kernel/graphql/federation-sdl';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Any = any;
type Resolvers = Record<string, Record<string, Any>>;

/** A subgraph from SDL and plain resolvers; `resolvers.Subscription.x` is `{ subscribe, resolve }`. */
export function sdlSubgraph(
  name: string,
  sdl: string,
  {
    resolvers = {},
    references = {},
  }: { resolvers?: Resolvers; references?: Record<string, ReferenceResolver> } = {},
): BuiltSubgraph {
  const schema = buildASTSchema(parse(sdl), { assumeValidSDL: true });
  for (const [typeName, fields] of Object.entries(resolvers)) {
    const type = schema.getType(typeName);
    if (isAbstractType(type)) type.resolveType = fields.resolveType as Any;
    if (!isObjectType(type)) continue;
    for (const [fieldName, resolver] of Object.entries(fields)) {
      const field = type.getFields()[fieldName]!;
      if (typeof resolver === 'function') field.resolve = resolver;
      else Object.assign(field, resolver);
    }
  }
  return { name, schema, sdl: printFederationSdl(schema, name), references };
}
