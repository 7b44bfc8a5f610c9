import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { createBounded } from './bounded';

type DocumentStore = NonNullable<ApolloServerOptions<BaseContext>['documentStore']>;

/**
 * Where Apollo keeps what it parsed. What was found valid by the time it is asked for again stays; the rest passes
 * through, so that a flood of refused documents does not push out those of the boards.
 */
export function createDocumentStore(valid: (document: DocumentNode) => boolean): DocumentStore {
  const kept = createBounded<DocumentNode>(500);
  const passing = createBounded<DocumentNode>(100);
  return {
    async get(key) {
      const document = kept.get(key) ?? passing.get(key);
      if (document && passing.delete(key)) (valid(document) ? kept : passing).set(key, document);
      return document;
    },
    async set(key, document) {
      passing.set(key, document);
    },
    async delete(key) {
      return kept.delete(key) || passing.delete(key);
    },
  };
}
