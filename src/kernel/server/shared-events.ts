import type { DocumentNode, ExecutionResult, FieldNode } from 'graphql';
import { Kind, visit } from 'graphql';
import type { Viewer } from '../graphql/context';
import type { Admitted } from './guard';

/** Whoever takes the event later than this has an answer of its own: what is joined below an event is as of now. */
const AT_ONCE_MS = 1_000;

interface Shared {
  begunAt: number;
  answer: Promise<ExecutionResult>;
}

/** A subscription as far as it decides what an event is answered with. */
export interface Follower {
  document: DocumentNode;
  /** The same for the same operation, variables and viewer, wherever on the log it began. */
  key: string;
  openedAt: number;
}

/** Of a subscription that is opened now. */
export function followerOf({ document, operation, variables }: Admitted, viewer: Viewer): Follower {
  const cursor = cursorVariable(document, operation.selectionSet.selections[0] as FieldNode);
  const asked = Object.entries(variables).filter(([name]) => name !== cursor);
  asked.sort(([a], [b]) => (a < b ? -1 : 1));
  const key = JSON.stringify([operation.name?.value, viewer.id, asked]);
  return { document, key, openedAt: performance.now() };
}

/** The variable that says where on the log to begin, and nothing else. */
function cursorVariable(document: DocumentNode, root: FieldNode): string | undefined {
  const value = root.arguments?.find(({ name }) => name.value === 'after')?.value;
  if (value?.kind !== Kind.VARIABLE) return undefined;
  let uses = 0;
  visit(document, {
    VariableDefinition: () => false,
    Variable({ name }) {
      if (name.value === value.name.value) uses += 1;
    },
  });
  return uses === 1 ? value.name.value : undefined;
}

/** By event, which the followers of one log are handed as one object, and by document. */
type Answers = WeakMap<object, WeakMap<DocumentNode, Map<string, Shared>>>;

/**
 * Equal subscriptions have one answer to an event, made once. It begins after each of them was opened, so that nobody who
 * subscribes is told what was true before. Nobody may change an answer.
 */
export class SharedEvents {
  // events are kept for long, their answers are not
  private newer: Answers = new WeakMap();
  private older: Answers = new WeakMap();
  private since = 0;

  answer(
    event: unknown,
    { document, key, openedAt }: Follower,
    execute: () => Promise<ExecutionResult>,
  ): Promise<ExecutionResult> {
    if (typeof event !== 'object' || event === null) return execute();
    const now = performance.now();
    this.forget(now);
    const known = [this.newer, this.older].map((answers) => answers.get(event)?.get(document)?.get(key));
    const found = known.find((one) => one && one.begunAt >= openedAt && now - one.begunAt < AT_ONCE_MS);
    if (found) return found.answer;
    const fresh = { begunAt: now, answer: execute() };
    const byDocument = this.newer.get(event) ?? new WeakMap<DocumentNode, Map<string, Shared>>();
    this.newer.set(event, byDocument.set(document, (byDocument.get(document) ?? new Map()).set(key, fresh)));
    return fresh.answer;
  }

  private forget(now: number): void {
    if (now - this.since < AT_ONCE_MS) return;
    this.older = this.newer;
    this.newer = new WeakMap();
    this.since = now;
  }
}
