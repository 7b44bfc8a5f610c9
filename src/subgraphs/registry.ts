import { Enterprise } from '../entities/registry/enterprise';
import { Licence } from '../entities/registry/licence';
import { MajorHazardUnit } from '../entities/registry/major-hazard-unit';
import { Registry1700000000100 } from '../entities/registry/migrations/1700000000100-registry';
import { EnterpriseOutOfUse1700000000101 } from '../entities/registry/migrations/1700000000101-out-of-use';
import { ResponsiblePersons1700000000120 } from '../entities/registry/migrations/1700000000120-responsible-persons';
import { SiteExposures1700000000110 } from '../entities/registry/migrations/1700000000110-site-exposures';
import { registryWatchers } from '../entities/registry/registry-watchers';
import { Site } from '../entities/registry/site';
import { enterpriseRegistry } from '../connectors/enterprise-registry';
import { defineSubgraph } from '../kernel/graphql/define-subgraph';
import { AdminDivisionResolver } from '../resolvers/registry/admin-division.resolver';
import { EnterpriseResolver } from '../resolvers/registry/enterprise.resolver';
import { GeoPointResolver } from '../resolvers/registry/geo-point.resolver';
import { LicenceResolver } from '../resolvers/registry/licence.resolver';
import { MajorHazardUnitResolver } from '../resolvers/registry/major-hazard-unit.resolver';
import { registryReferences } from '../resolvers/registry/registry-references';
import { RejectedRecordResolver } from '../resolvers/registry/rejected-record.resolver';
import { SiteResolver } from '../resolvers/registry/site.resolver';
import { SourceEventResolver } from '../resolvers/registry/source-event.resolver';
import { SourceResolver } from '../resolvers/registry/source.resolver';
import { ViewerResolver } from '../resolvers/registry/viewer.resolver';

/** Master data: firms, sites, licences, major hazard units, divisions; the hub's own sources; who is asking. */
export const registry = defineSubgraph({
  name: 'registry',
  title: '主数据 · Master data',
  resolvers: [
    EnterpriseResolver,
    SiteResolver,
    GeoPointResolver,
    LicenceResolver,
    MajorHazardUnitResolver,
    AdminDivisionResolver,
    SourceResolver,
    SourceEventResolver,
    RejectedRecordResolver,
    ViewerResolver,
  ],
  references: registryReferences,
  entities: [Enterprise, Site, Licence, MajorHazardUnit],
  migrations: [
    Registry1700000000100,
    EnterpriseOutOfUse1700000000101,
    SiteExposures1700000000110,
    ResponsiblePersons1700000000120,
  ],
  connectors: [enterpriseRegistry],
  watchers: registryWatchers,
});
