import {
  getNamedType,
  isLeafType,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
} from 'graphql';
import type { BuiltSubgraph } from './build-subgraph';
import type { HubContext } from './context';
import type { ReferenceResolver } from './define-subgraph';
import type { Key } from './federation-rules';

export type Resolve = GraphQLFieldResolver<unknown, HubContext>;

/** How an object of one subgraph is looked up in another one. */
export interface Crossing {
  reference: ReferenceResolver;
  representation(
    value: unknown,
    context: HubContext,
    info: GraphQLResolveInfo,
  ): Record<string, unknown> | null | Promise<Record<string, unknown> | null>;
}

export const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as Promise<unknown>).then === 'function';

/** An object of a type that several subgraphs know, with the subgraph that it came from. */
export class Carried {
  #elsewhere: unknown[] | undefined;

  constructor(
    readonly origin: number,
    readonly value: unknown,
    /** Of the field that gave the object: its selection is what will be asked of the object. */
    readonly info: GraphQLResolveInfo,
  ) {}

  /** The same object as `owner` knows it; null when it knows none. Asked once, then kept. */
  at(owner: number, crossing: Crossing, context: HubContext): unknown {
    this.#elsewhere ??= [];
    if (owner in this.#elsewhere) return this.#elsewhere[owner];
    const found = this.#cross(crossing, context);
    this.#elsewhere[owner] = found;
    if (isPromise(found))
      found.then(
        (value) => (this.#elsewhere![owner] = value),
        () => undefined, // each field that waits for it reports the failure at its own path
      );
    return found;
  }

  #cross({ reference, representation }: Crossing, context: HubContext): unknown {
    try {
      const key = representation(this.value, context, this.info);
      const ask = (known: Record<string, unknown> | null) => known && reference(known, context, this.info);
      const found = isPromise(key) ? key.then(ask) : ask(key);
      return isPromise(found) ? found.then((value) => value ?? null) : (found ?? null);
    } catch (error) {
      return Promise.reject(error);
    }
  }
}

/** Makes the key of an object of `typeName` as `origin` holds it, in the form that a gateway would send. */
export function representationOf(
  origin: BuiltSubgraph,
  typeName: string,
  { fields }: Key,
): Crossing['representation'] {
  const type = origin.schema.getType(typeName) as GraphQLObjectType;
  const parts = fields.map((name) => {
    const { resolve, type: fieldType } = type.getFields()[name]!;
    const leaf = getNamedType(fieldType);
    if (!isLeafType(leaf)) throw new Error(`${typeName}.${name} is a key but not a leaf`);
    const serialize = (value: unknown) => (typeof value === 'string' ? value : leaf.serialize(value));
    return { name, resolve: resolve as Resolve | undefined, serialize };
  });
  const assemble = (values: unknown[]) => {
    const key: Record<string, unknown> = { __typename: typeName };
    for (const [at, { name, serialize }] of parts.entries()) {
      if (values[at] == null) return null;
      key[name] = serialize(values[at]);
    }
    return key;
  };
  return (value, context, info) => {
    const values = parts.map(({ name, resolve }) =>
      resolve ? resolve(value, {}, context, info) : (value as Record<string, unknown>)[name],
    );
    return values.some(isPromise) ? Promise.all(values).then(assemble) : assemble(values);
  };
}
