import { Alarm } from '../../entities/monitoring/alarm';
import { Sensor } from '../../entities/monitoring/sensor';
import type { ReferenceResolver } from '../../kernel/graphql/define-subgraph';
import { needs } from './needs';

/** Monitoring's entities by their keys. What is added to a site is nullable or empty, so a site needs no row. */
export const monitoringReferences: Record<string, ReferenceResolver> = {
  Site: ({ id }) => ({ id: String(id) }),
  Sensor: ({ id }, { load }, info) => load.one(Sensor, 'id', String(id), { info, also: needs.sensor }),
  Alarm: ({ id }, { load }, info) => load.one(Alarm, 'id', String(id), { info, also: needs.alarm }),
};
