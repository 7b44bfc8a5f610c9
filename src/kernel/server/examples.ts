import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Guard } from './guard';
import { packageRoot } from './package-root';

/** An operation that the console offers ready to run. */
export interface Example {
  name: string;
  query: string;
  variables: Record<string, unknown>;
}

const FOLDER = join(packageRoot(), 'src/schema/examples');

/** Reads `src/schema/examples/<name>.graphql` with `<name>.json` for its variables, in the order of their names. */
export function loadExamples(folder = FOLDER): Example[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.graphql'));
  const inOrder = new Intl.Collator('en', { numeric: true });
  return names.sort(inOrder.compare).map((file) => {
    const variables = join(folder, file.replace(/graphql$/, 'json'));
    return {
      name: file.replace(/\.graphql$/, ''),
      query: readFileSync(join(folder, file), 'utf8'),
      variables: existsSync(variables)
        ? (JSON.parse(readFileSync(variables, 'utf8')) as Example['variables'])
        : {},
    };
  });
}

/** With the variables of the city that is there, by the name of the operation; the others keep theirs. */
export const withVariables = (
  examples: readonly Example[],
  variables: Readonly<Record<string, Example['variables']>>,
): Example[] => examples.map((one) => ({ ...one, variables: variables[one.name] ?? one.variables }));

/** Those that this schema can answer: a process that carries one subgraph offers fewer. */
export const usableExamples = (examples: readonly Example[], guard: Guard): Example[] =>
  examples.filter(({ query, variables }) => !guard.check({ query, variables }).errors);
