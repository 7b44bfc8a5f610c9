import { Arg, Resolver, Root, Subscription } from 'type-graphql';
import type { LoggedEvent } from '../../kernel/events/event';
import type { HubContext, LogFilter } from '../../kernel/graphql/context';
import { DivisionCode } from '../../kernel/graphql/scalars';
import { requireDivision } from '../../kernel/reference/divisions';
import type { RiskBatchPayload } from '../../kernel/risk/changes';
import { RiskBatch } from '../../schema/risk/risk-batch';

const payloadOf = ({ payload }: LoggedEvent) => payload as unknown as RiskBatchPayload;

/** Batches that touch a division; one whose firms have no known division may touch any. */
function batchLog(division: string): LogFilter {
  const { code } = requireDivision('division', division);
  return {
    topics: ['risk-batch'],
    where: (event) => {
      const { divisions } = payloadOf(event);
      return divisions.length === 0 || divisions.some((one) => one.startsWith(code));
    },
  };
}

@Resolver(() => RiskBatch)
export class RiskBatchResolver {
  @Subscription(() => RiskBatch, {
    description:
      '批量变化,一条消息,再以 riskChanges 拉取 · One message for a mass change; then pull riskChanges',
    subscribe: ({ args, context }: { args: { division: string }; context: HubContext }) =>
      context.events.subscribe(batchLog(args.division), null),
  })
  riskBatch(
    @Arg('division', () => DivisionCode, { description: '区划 · Division' }) _division: string,
    @Root() event: LoggedEvent,
  ): RiskBatch {
    return payloadOf(event) as unknown as RiskBatch;
  }
}
