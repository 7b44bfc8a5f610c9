import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSchema } from 'type-graphql';
import { DataSource } from 'typeorm';
import type { Access } from '../../src/kernel/database/access';
import { SnakeNaming } from '../../src/kernel/database/naming';
import { endWithStdin } from '../support/start-program';
import { createContext, type Context } from './context';
import * as committees from './entities/committees';
import * as hazmat from './entities/hazmat';
import * as monitoring from './entities/monitoring';
import * as registry from './entities/registry';
import * as rescue from './entities/rescue';
import * as risk from './entities/risk';
import { CommitteeResolver, FindingResolver, MemberUnitResolver, TaskResolver } from './resolvers/committees';
import { VehicleResolver, WaybillResolver } from './resolvers/hazmat';
import { AlarmResolver, SensorResolver } from './resolvers/monitoring';
import { EnterpriseResolver, LicenceResolver, SiteResolver } from './resolvers/registry';
import { RescueTeamResolver } from './resolvers/rescue';
import { RiskStateResolver } from './resolvers/risk';

export interface OrdinaryOptions {
  access: Access;
  /** Where the clock stands, RFC 3339. */
  at: string;
}

/** The ordinary stack that the hub is compared with, put together as the guides of its parts show it; prints its address. */
async function main({ access, at }: OrdinaryOptions): Promise<void> {
  const { host, port, user, password, database } = access;
  const dataSource = await new DataSource({
    type: 'postgres',
    ...{ host, port, username: user, password, database },
    entities: [committees, hazmat, monitoring, registry, rescue, risk].flatMap((one) => Object.values(one)),
    namingStrategy: new SnakeNaming(),
    poolSize: 10,
  }).initialize();
  const schema = await buildSchema({
    resolvers: [
      ...[EnterpriseResolver, SiteResolver, LicenceResolver, RiskStateResolver],
      ...[AlarmResolver, SensorResolver, RescueTeamResolver],
      ...[CommitteeResolver, MemberUnitResolver, TaskResolver, FindingResolver],
      ...[WaybillResolver, VehicleResolver],
    ] as never,
  });
  const server = new ApolloServer<Context>({ schema });
  const now = new Date(at);
  const { url } = await startStandaloneServer(server, {
    listen: { host: '127.0.0.1', port: 0 },
    context: async () => createContext(dataSource, now),
  });
  endWithStdin(async () => {
    await server.stop();
    await dataSource.destroy();
  });
  process.stdout.write(`${new URL('/', url)}\n`);
}

void main(JSON.parse(process.argv[2]!) as OrdinaryOptions);
