import { generatePromises } from '../city/operations';
import type { City } from '../city/generate-city';
import type { MovableClock } from '../clock';
import type * as records from '../city/records';
import { createHttpService } from './http-service';
import { createRecordStream, type RecordStream, type WireRecord } from './record-stream';
import type { OpenSource } from './source';
import { createTimedStream } from './timed-stream';

export const STATE_WORDS: Record<records.Hazard['state'], string> = {
  FOUND: '已发现',
  RECTIFYING: '整改中',
  OVERDUE: '已逾期',
  SUBMITTED: '已提交',
  REINSPECTED: '已复查',
  CLOSED: '已销号',
};

/** The dual prevention platform. */
export const openDualPrevention: OpenSource = ({ city, clock, options, ledger }) =>
  createHttpService({
    name: 'dual-prevention',
    streams: dualPreventionStreams(city, clock),
    port: options.httpPort,
    ledger,
  });

/** The lists of the dual prevention platform, as its pages carry them; each morning brings its promises. */
function dualPreventionStreams(city: City, clock: MovableClock): RecordStream[] {
  const list = (name: string, items: object[]) =>
    createRecordStream({
      name,
      key: 'id',
      versionField: 'updatedAt',
      format: (version) => version.toISOString(),
      stepMs: 1,
      records: items as WireRecord[],
      now: city.at,
    });
  return [
    list('risk-points', city.riskPoints),
    list('hazards', city.hazards.map(hazardItem)),
    list('checks', city.checks),
    list('special-operations', city.operations.map(withTimes)),
    list('transitions', city.transitions.map(withTimes)),
    createTimedStream({
      name: 'promises',
      versionField: 'updatedAt',
      recordsNow: () =>
        generatePromises({ at: clock.now(), firms: city.firms }).map((promise) => ({
          ...{ id: promise.id, version: promise.publishedAt, record: withTimes(promise) },
        })),
    }),
  ];
}

const hazardItem = ({ submittedAt, closedAt, ...hazard }: records.Hazard) => ({
  ...hazard,
  grade: hazard.grade === 'MAJOR' ? '重大' : '一般',
  foundAt: hazard.foundAt.toISOString(),
  state: STATE_WORDS[hazard.state],
  ...(submittedAt && { submittedAt: submittedAt.toISOString() }),
  ...(closedAt && { closedAt: closedAt.toISOString() }),
});

/** Moments as the wire has them. */
const withTimes = (item: object): WireRecord =>
  Object.fromEntries(
    Object.entries(item).map(([key, value]) => [key, value instanceof Date ? value.toISOString() : value]),
  );
