import { BREAK, valueFromASTUntyped, visit } from 'graphql';
import { type Costed, SIZE_ARGUMENTS } from './cost';

/** The first argument of a document that asks for more entries than a page may have; undefined when none does. */
export function oversizedPage(
  { document, operation, variables }: Costed,
  largest: number,
): string | undefined {
  const defaults = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
  );
  const given = { ...Object.fromEntries(defaults), ...variables };
  let found: string | undefined;
  visit(document, {
    Argument({ name, value }) {
      if (!SIZE_ARGUMENTS.includes(name.value)) return undefined;
      if (Number(valueFromASTUntyped(value, given) ?? 0) <= largest) return undefined;
      found = name.value;
      return BREAK;
    },
  });
  return found;
}
