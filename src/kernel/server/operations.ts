import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import type { HubContext, Viewer } from '../graphql/context';
import { type Admitted, createGuard, type Guard } from './guard';
import { createMask, type Mask } from './mask';
import type { Log } from '../log';
import { followerOf, SharedEvents } from './shared-events';

/** What the server itself needs of a request's context; resolvers get the whole of what `createContext` makes. */
export type RequestContext = Pick<HubContext, 'viewer' | 'sql'>;

export type Execute = (args: ExecutionArgs) => ExecutionResult | Promise<ExecutionResult>;

export interface OperationsOptions {
  schema: GraphQLSchema;
  execute: Execute;
  /** A new one for every request, and for every event of a subscription: what it loads is as of that moment. */
  createContext(viewer: Viewer): RequestContext;
  introspection: boolean;
  log: Log;
}

export type ResultStream = AsyncIterableIterator<ExecutionResult>;

/** Admits, executes and masks: the same for every transport. */
export interface Operations {
  schema: GraphQLSchema;
  guard: Guard;
  mask: Mask;
  createContext(viewer: Viewer): RequestContext;
  /** A query or mutation. Never throws. */
  run(admitted: Admitted, context: RequestContext): Promise<ExecutionResult>;
  /** A subscription; a result instead of a stream when it could not be opened. The next event is asked for when the consumer asks. */
  follow(admitted: Admitted, viewer: Viewer): Promise<ResultStream | ExecutionResult>;
}

export const isStream = (result: ResultStream | ExecutionResult): result is ResultStream =>
  Symbol.asyncIterator in result;

export function createOperations({
  schema,
  execute,
  createContext,
  introspection,
  log,
}: OperationsOptions): Operations {
  const guard = createGuard(schema, { introspection });
  const mask = createMask(log);
  const argsOf = ({ document, operationName, variables }: Admitted, contextValue: RequestContext) => ({
    schema,
    document,
    operationName,
    variableValues: variables,
    contextValue,
  });

  const run = async (args: ExecutionArgs): Promise<ExecutionResult> => {
    try {
      return mask.result(await execute(args));
    } catch (error) {
      return { errors: [mask.error(error)] };
    }
  };

  const shared = new SharedEvents();
  const follow = async (admitted: Admitted, viewer: Viewer) => {
    const follower = followerOf(admitted, viewer);
    const execute = (event: unknown) => run({ ...argsOf(admitted, createContext(viewer)), rootValue: event });
    try {
      const source = await createSourceEventStream(argsOf(admitted, createContext(viewer)));
      if (!(Symbol.asyncIterator in source)) return mask.result(source);
      return mapEvents(source[Symbol.asyncIterator](), {
        map: (event) => shared.answer(event, follower, () => execute(event)),
        failed: (error) => mask.error(error),
      });
    } catch (error) {
      return { errors: [mask.error(error)] };
    }
  };

  return {
    schema,
    guard,
    mask,
    createContext,
    run: (admitted, context) => run(argsOf(admitted, context)),
    follow,
  };
}

const DONE = { done: true, value: undefined } as const;

/**
 * Not an async generator: its `return` would wait for an event that may be hours away. Here `return` also settles a
 * `next` that waits, whatever the source does about it.
 */
function mapEvents(
  source: AsyncIterator<unknown>,
  { map, failed }: { map(event: unknown): Promise<ExecutionResult>; failed(error: unknown): unknown },
): ResultStream {
  let taken = 0;
  let release: () => void = () => undefined;

  const take = async (): Promise<IteratorResult<ExecutionResult>> => {
    // A long backlog to a fast reader would run without a pause; and the end of a broken line, which ends this
    // stream, is heard of only in a round of the event loop.
    taken += 1;
    if (taken % 32 === 0) await new Promise((resolve) => setImmediate(resolve));
    try {
      const { done, value } = await source.next();
      return done ? DONE : { done: false, value: await map(value) };
    } catch (error) {
      throw failed(error);
    }
  };
  const end = async () => {
    release();
    await source.return?.();
    return DONE;
  };
  const stream: ResultStream = {
    next: () =>
      new Promise((resolve, reject) => {
        release = () => resolve(DONE);
        take().then(resolve, reject);
      }),
    return: end,
    async throw(error) {
      await end();
      throw failed(error);
    },
    [Symbol.asyncIterator]: () => stream,
  };
  return stream;
}
