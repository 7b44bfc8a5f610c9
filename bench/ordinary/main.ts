import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSchema } from 'type-graphql';
import { DataSource } from 'typeorm';
import { Enterprise, RiskChange, RiskState, Site, SourceSilence } from './entities';
import type { Access } from '../../src/kernel/database/access';
import { endWithStdin } from '../support/start-program';
import { createLoaders, EnterpriseResolver, RiskStateResolver, type Context } from './resolvers';

/** The ordinary stack that the hub is compared with, put together as the guides of its parts show it; prints its address. */
async function main({ host, port, user, password, database }: Access): Promise<void> {
  const entities = [Enterprise, Site, RiskState, RiskChange, SourceSilence];
  const dataSource = await new DataSource({
    type: 'postgres',
    ...{ host, port, username: user, password, database },
    entities,
    poolSize: 10,
  }).initialize();
  const schema = await buildSchema({ resolvers: [EnterpriseResolver, RiskStateResolver] });
  const server = new ApolloServer<Context>({ schema });
  const { url } = await startStandaloneServer(server, {
    listen: { host: '127.0.0.1', port: 0 },
    context: async () => ({ dataSource, loaders: createLoaders(dataSource) }),
  });
  endWithStdin(async () => {
    await server.stop();
    await dataSource.destroy();
  });
  process.stdout.write(`${new URL('/', url)}\n`);
}

void main(JSON.parse(process.argv[2]!) as Access);
