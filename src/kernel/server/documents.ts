import { type DocumentNode, type GraphQLError, parse, print } from 'graphql';
import { createBounded } from './bounded';
import { createLine } from './line';
import { operationLimits } from './limits';

export const parseOptions = { maxTokens: operationLimits.tokens };

/** A document and what is wrong with it. */
export interface Read {
  document: DocumentNode;
  errors: GraphQLError[];
}

/** Documents that clients send, as a text or parsed by Apollo: each is inspected once, and what is valid is kept. */
export class Documents {
  private readonly kept = createBounded<DocumentNode>(200);
  private readonly found = new WeakMap<DocumentNode, GraphQLError[]>();
  private readonly reading = new Map<string, Promise<Read>>();
  private readonly wait = createLine();

  constructor(private readonly inspect: (document: DocumentNode) => GraphQLError[]) {}

  /** Throws GraphQLError for what cannot be parsed. */
  read(query: string | DocumentNode): Read {
    const text = textOf(query);
    const document = this.kept.get(text) ?? (typeof query === 'string' ? parse(query, parseOptions) : query);
    const errors = this.found.get(document) ?? this.inspect(document);
    this.found.set(document, errors);
    if (errors.length === 0) this.kept.set(text, document);
    return { document, errors };
  }

  /**
   * As `read`; but one that was never met before waits in line. All who come with the same wait for the same, since all
   * boards come back at once after a restart. undefined when too many wait.
   */
  readInTurn(query: string | DocumentNode): Promise<Read> | undefined {
    const text = textOf(query);
    const same = this.reading.get(text);
    if (same) return same;
    const own = this.wait()
      ?.then(() => this.read(query))
      .finally(() => this.reading.delete(text));
    if (own) this.reading.set(text, own);
    return own;
  }

  isKnown(query: string | DocumentNode): boolean {
    return this.kept.get(textOf(query)) !== undefined || (typeof query !== 'string' && this.found.has(query));
  }

  /** True for a document that was found valid. */
  isValid(document: DocumentNode): boolean {
    return this.found.get(document)?.length === 0 || this.kept.get(textOf(document)) !== undefined;
  }
}

const textOf = (query: string | DocumentNode): string =>
  typeof query === 'string' ? query : (query.loc?.source.body ?? print(query));
