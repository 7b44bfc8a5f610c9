import { composeServices, compositionHasErrors } from '@theguild/federation-composition';
import { buildSchema, findBreakingChanges, lexicographicSortSchema, parse, printSchema } from 'graphql';
import type { BuiltSubgraph } from './build-subgraph';
import { joinSubgraphs } from './join';

/**
 * What the subgraphs publish, by file name: each one's federation SDL, the supergraph for a federation router, and the
 * public schema. Throws when they do not compose or cannot be joined.
 */
export function sdlFiles(subgraphs: readonly BuiltSubgraph[]): Map<string, string> {
  const files = new Map(subgraphs.map(({ name, sdl }) => [`${name}.graphql`, sdl]));
  const composed = composeServices(
    subgraphs.map(({ name, sdl }) => ({ name, typeDefs: parse(sdl), url: `http://${name}/graphql` })),
  );
  if (compositionHasErrors(composed))
    throw new Error(
      `the subgraphs do not compose:\n${composed.errors.map(({ message }) => `  - ${message}`).join('\n')}`,
    );
  files.set('supergraph.graphql', `${composed.supergraphSdl!.trim()}\n`);
  files.set('api.graphql', `${printSchema(lexicographicSortSchema(joinSubgraphs(subgraphs)))}\n`);
  return files;
}

/** What would break clients of the released schema and is not declared, word for word, in `declared`. */
export function undeclaredBreaks(released: string, current: string, declared: string): string[] {
  return findBreakingChanges(buildSchema(released), buildSchema(current))
    .map(({ description }) => description)
    .filter((description) => !declared.includes(description));
}
