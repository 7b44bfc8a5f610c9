import type { City } from '../city/generate-city';
import type * as records from '../city/records';
import { createHttpService } from './http-service';
import { createRecordStream, type RecordStream, type WireRecord } from './record-stream';
import type { OpenSource } from './source';

export const STATE_WORDS: Record<records.Hazard['state'], string> = {
  FOUND: '已发现',
  RECTIFYING: '整改中',
  OVERDUE: '已逾期',
  SUBMITTED: '已提交',
  REINSPECTED: '已复查',
  CLOSED: '已销号',
};

/** The dual prevention platform. */
export const openDualPrevention: OpenSource = ({ city, options, ledger }) =>
  createHttpService({
    name: 'dual-prevention',
    streams: dualPreventionStreams(city),
    port: options.httpPort,
    ledger,
  });

/** The three lists of the dual prevention platform, as its pages carry them. */
function dualPreventionStreams(city: City): RecordStream[] {
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
  ];
}

const hazardItem = ({ closedAt, ...hazard }: records.Hazard) => ({
  ...hazard,
  grade: hazard.grade === 'MAJOR' ? '重大' : '一般',
  foundAt: hazard.foundAt.toISOString(),
  state: STATE_WORDS[hazard.state],
  ...(closedAt && { closedAt: closedAt.toISOString() }),
});
