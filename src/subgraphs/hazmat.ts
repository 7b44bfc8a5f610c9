import { carrierPlatforms } from '../connectors/carrier-platforms';
import { hazmatPermits } from '../connectors/hazmat-permits';
import { vehiclePositions } from '../connectors/vehicle-positions';
import { vehicleTerminals } from '../connectors/vehicle-terminals';
import { CrewMember } from '../entities/hazmat/crew-member';
import { Hazmat1700000040000 } from '../entities/hazmat/migrations/1700000040000-hazmat';
import { RegisterPast1700000040001 } from '../entities/hazmat/migrations/1700000040001-register-past';
import { loadedTripsSweep } from '../entities/hazmat/loaded-trips.sweep';
import { LoadedTrips1700000040010 } from '../entities/hazmat/migrations/1700000040010-loaded-trips';
import { OnTheRoad1700000040020 } from '../entities/hazmat/migrations/1700000040020-on-the-road';
import { Pass } from '../entities/hazmat/pass';
import { positionWatcher } from '../entities/hazmat/position.watcher';
import { RestrictedArea } from '../entities/hazmat/restricted-area';
import { RoadBan } from '../entities/hazmat/road-ban';
import { roadWatchers } from '../entities/hazmat/road-watchers';
import { RoadsideCheck } from '../entities/hazmat/roadside-check';
import { consigneeSweep } from '../entities/hazmat/consignee.sweep';
import { TrackPosition } from '../entities/hazmat/track-position';
import { registerWatchers } from '../entities/hazmat/register-watchers';
import { tripRuleSetJsonSchema } from '../entities/hazmat/rules/rule-set-document';
import { signalSweep } from '../entities/hazmat/signal.sweep';
import { trackSweep } from '../entities/hazmat/track.sweep';
import { TransportLicence } from '../entities/hazmat/transport-licence';
import { Vehicle } from '../entities/hazmat/vehicle';
import { VehiclePosition } from '../entities/hazmat/vehicle-position';
import { verdictSweep } from '../entities/hazmat/verdict.sweep';
import { Waybill } from '../entities/hazmat/waybill';
import { waybillWatcher } from '../entities/hazmat/waybill.watcher';
import { defineSubgraph } from '../kernel/graphql/define-subgraph';
import { CrewMemberResolver } from '../resolvers/hazmat/crew-member.resolver';
import { DangerousGoodResolver } from '../resolvers/hazmat/dangerous-good.resolver';
import { EnterpriseResolver } from '../resolvers/hazmat/enterprise.resolver';
import { hazmatReferences } from '../resolvers/hazmat/hazmat-references';
import { LoadingCheckResolver } from '../resolvers/hazmat/loading-check.resolver';
import { RoadResolver } from '../resolvers/hazmat/road.resolver';
import { TransportLicenceResolver } from '../resolvers/hazmat/transport-licence.resolver';
import { TripEventResolver } from '../resolvers/hazmat/trip-event.resolver';
import { TripResolver } from '../resolvers/hazmat/trip.resolver';
import { VehicleResolver } from '../resolvers/hazmat/vehicle.resolver';
import { WaybillResolver } from '../resolvers/hazmat/waybill.resolver';

/** Hazardous goods by road: who may carry what, every trip, whether it is lawful, and where it is. */
export const hazmat = defineSubgraph({
  name: 'hazmat',
  title: '危运 · Hazardous goods by road',
  resolvers: [
    WaybillResolver,
    VehicleResolver,
    CrewMemberResolver,
    LoadingCheckResolver,
    DangerousGoodResolver,
    TripResolver,
    TripEventResolver,
    TransportLicenceResolver,
    EnterpriseResolver,
    RoadResolver,
  ],
  references: hazmatReferences,
  entities: [
    TransportLicence,
    Vehicle,
    CrewMember,
    Pass,
    Waybill,
    VehiclePosition,
    TrackPosition,
    RestrictedArea,
    RoadBan,
    RoadsideCheck,
  ],
  migrations: [
    Hazmat1700000040000,
    RegisterPast1700000040001,
    LoadedTrips1700000040010,
    OnTheRoad1700000040020,
  ],
  connectors: [hazmatPermits, vehiclePositions, vehicleTerminals, carrierPlatforms],
  schemas: tripRuleSetJsonSchema,
  watchers: [...registerWatchers, ...roadWatchers, waybillWatcher, positionWatcher],
  sweeps: [verdictSweep, signalSweep, trackSweep, consigneeSweep, loadedTripsSweep],
});
