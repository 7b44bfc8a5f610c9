import type { ExecutionResult, GraphQLError } from 'graphql';

/** A field that must not be null was asked of an entity that its owner does not know. */
export class MissingEntity extends Error {
  constructor(typeName: string) {
    super(`no such ${typeName}`);
    this.name = 'MissingEntity';
  }
}

/** An answer in which a reference to an entity that does not exist is null and no error, as if its field had said so. */
export function withoutMissing(result: ExecutionResult): ExecutionResult {
  if (!result.errors?.some(isMissing)) return result;
  const { errors: all, ...rest } = result;
  const errors = all!.filter((error) => !isMissing(error) || !endsAtReference(result.data, error));
  return errors.length > 0 ? { ...rest, errors } : rest;
}

const isMissing = ({ originalError }: GraphQLError): boolean => originalError instanceof MissingEntity;

/** Where the reference itself may not be null, more is gone than what does not exist: that stays an error. */
function endsAtReference(data: unknown, { path = [] }: GraphQLError): boolean {
  let at = data;
  for (const key of path.slice(0, -1)) {
    if (at === null || at === undefined) return false;
    at = (at as Record<string | number, unknown>)[key];
  }
  return at === null && path.length > 1;
}
