import { ecologyGateways } from '../connectors/ecology-gateways';
import { monitoringPlatform } from '../connectors/monitoring-platform';
import { Alarm } from '../entities/monitoring/alarm';
import { alarmStormSweep } from '../entities/monitoring/alarm-storm.sweep';
import { flatLineSweep } from '../entities/monitoring/flat-line.sweep';
import { historySweep, rollUpHistorySweep } from '../entities/monitoring/history-sweep';
import { judgeLogSweep } from '../entities/monitoring/judge-log-sweep';
import { LatestReading } from '../entities/monitoring/latest-reading';
import { Monitoring1700000000200 } from '../entities/monitoring/migrations/1700000000200-monitoring';
import { OutOfUse1700000000201 } from '../entities/monitoring/migrations/1700000000201-out-of-use';
import { outOfUseSweep } from '../entities/monitoring/out-of-use-sweep';
import { LateReadings1700000000202 } from '../entities/monitoring/migrations/1700000000202-late-readings';
import { ReadingParts1700000000203 } from '../entities/monitoring/migrations/1700000000203-reading-parts';
import { Signs1700000000210 } from '../entities/monitoring/migrations/1700000000210-signs';
import { RollUps1700000000220 } from '../entities/monitoring/migrations/1700000000220-roll-ups';
import { PointChanges1700000000230 } from '../entities/monitoring/migrations/1700000000230-point-changes';
import { MarksOfBatches1700000000231 } from '../entities/monitoring/migrations/1700000000231-marks-of-batches';
import { BatchesGoOn1700000000232 } from '../entities/monitoring/migrations/1700000000232-batches-go-on';
import { LateMarks1700000000233 } from '../entities/monitoring/migrations/1700000000233-late-marks';
import { ShownValues1700000000234 } from '../entities/monitoring/migrations/1700000000234-shown-values';
import { productionSweep } from '../entities/monitoring/production.sweep';
import { offlineSweep } from '../entities/monitoring/offline-sweep';
import { readingTaker } from '../entities/monitoring/reading-sink';
import { rollUpSweep } from '../entities/monitoring/roll-up.sweep';
import { Sensor } from '../entities/monitoring/sensor';
import { sensorWatcher } from '../entities/monitoring/sensor-watcher';
import { silenceSweep } from '../entities/monitoring/silence-sweep';
import { defineSubgraph } from '../kernel/graphql/define-subgraph';
import { AlarmEventResolver } from '../resolvers/monitoring/alarm-event.resolver';
import { AlarmResolver } from '../resolvers/monitoring/alarm.resolver';
import { LinkHealthResolver } from '../resolvers/monitoring/link-health.resolver';
import { monitoringReferences } from '../resolvers/monitoring/monitoring-references';
import { ReadingResolver } from '../resolvers/monitoring/reading.resolver';
import { SensorResolver } from '../resolvers/monitoring/sensor.resolver';
import { SiteRefResolver } from '../resolvers/monitoring/site.resolver';

/** Measuring points, their readings, and the alarms that the hub judges from them. */
export const monitoring = defineSubgraph({
  name: 'monitoring',
  title: '监测预警 · Monitoring',
  resolvers: [
    SensorResolver,
    ReadingResolver,
    AlarmResolver,
    AlarmEventResolver,
    SiteRefResolver,
    LinkHealthResolver,
  ],
  references: monitoringReferences,
  entities: [Sensor, LatestReading, Alarm],
  migrations: [
    Monitoring1700000000200,
    OutOfUse1700000000201,
    LateReadings1700000000202,
    ReadingParts1700000000203,
    Signs1700000000210,
    RollUps1700000000220,
    PointChanges1700000000230,
    MarksOfBatches1700000000231,
    BatchesGoOn1700000000232,
    LateMarks1700000000233,
    ShownValues1700000000234,
  ],
  connectors: [monitoringPlatform, ecologyGateways],
  watchers: [sensorWatcher],
  sweeps: [
    silenceSweep,
    offlineSweep,
    outOfUseSweep,
    rollUpSweep,
    historySweep,
    rollUpHistorySweep,
    judgeLogSweep,
    flatLineSweep,
    productionSweep,
    alarmStormSweep,
  ],
  readings: readingTaker,
});
