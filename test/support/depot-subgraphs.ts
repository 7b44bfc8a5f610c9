import type { BuiltSubgraph } from '../../src/kernel/graphql/build-subgraph';
import { sdlSubgraph } from './sdl-subgraph';

/** What is asked of `context` here: every reference that is resolved is written down. */
export interface DepotContext {
  asked: string[];
  /** Subgraphs that fail. */
  dead: string[];
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Any = any;

const firms = [
  { id: 'f1', name: '汾河煤业', kind: 'MINE', fleet: ['晋A1 yellow', '晋A2 blue'] },
  { id: 'f2', name: '绵山焦化', kind: 'PLANT', fleet: [] },
];
const vehicles = [
  { plate: '晋A1', plateColour: 'yellow', model: 'tanker' },
  { plate: '晋A2', plateColour: 'blue', model: 'lorry' },
];
const scores: Record<string, number | null> = { f1: 90, f2: null };

const alive = (context: DepotContext, subgraph: string) => {
  if (context.dead.includes(subgraph)) throw new Error(`${subgraph} is down`);
};
const later = <Value>(value: Value): Promise<Value> => new Promise((done) => setImmediate(done, value));

/** Owns firms and vehicles. */
export const registerOf = (): BuiltSubgraph =>
  sdlSubgraph(
    'register',
    /* GraphQL */ `
      type Query {
        firm(id: ID!): Firm
        firms(first: Int = 10, filter: FirmFilter): [Firm!]
        found(text: String!): [Found]
        page: FirmPage
        slow: [Firm]
        asset: Asset
      }
      type Mutation {
        rename(id: ID!, name: String!): Firm
      }
      input FirmFilter {
        kind: Kind
        ids: [ID!]
        since: String = "2019"
      }
      enum Kind {
        MINE
        PLANT
      }
      type Firm implements Asset @key(fields: "id") {
        id: ID!
        name: String!
        kind: Kind!
        vehicles: [Vehicle!]!
        echo(text: String, list: [Int!], on: Boolean = true): String
        origin: Place
        neighbour: Firm
      }
      type Vehicle implements Asset @key(fields: "plate plateColour") {
        plate: String!
        plateColour: String!
        model: String!
        name: String!
      }
      type Depot {
        name: String!
        keeper: Firm
      }
      interface Asset {
        name: String!
      }
      union Found = Firm | Vehicle | Depot
      type FirmPage {
        nodes: [Firm]!
        info: PageInfo!
      }
      type PageInfo @shareable {
        more: Boolean!
      }
      type Place @shareable {
        text: String!
      }
    `,
    {
      references: {
        Firm: ({ id }, context: Any) => {
          context.asked.push(`register Firm ${String(id)}`);
          alive(context, 'register');
          return later(firms.find((firm) => firm.id === id) ?? null);
        },
        Vehicle: ({ plate, plateColour }, context: Any) => {
          context.asked.push(`register Vehicle ${String(plate)} ${String(plateColour)}`);
          alive(context, 'register');
          return vehicles.find((one) => one.plate === plate && one.plateColour === plateColour);
        },
      },
      resolvers: {
        Query: {
          firm: (_: unknown, { id }: Any, context: Any) => {
            alive(context, 'register');
            return later(firms.find((firm) => firm.id === id));
          },
          firms: (_: unknown, { first, filter }: Any, context: Any) => {
            alive(context, 'register');
            const { kind, ids } = filter ?? {};
            return firms
              .filter((firm) => (!kind || firm.kind === kind) && (!ids || ids.includes(firm.id)))
              .slice(0, first);
          },
          found: () => [firms[0], vehicles[0], { name: 'north', keeper: firms[1] }, null],
          page: () => ({ nodes: [firms[1], null], info: { more: false } }),
          slow: () => [later(firms[1]), Promise.reject(new Error('lost')), firms[0]],
          asset: () => vehicles[1],
        },
        Mutation: {
          rename: (_: unknown, { id, name }: Any) => later({ ...firms.find((firm) => firm.id === id), name }),
        },
        Firm: {
          vehicles: ({ fleet }: Any) =>
            vehicles.filter(({ plate, plateColour }) => fleet.includes(`${plate} ${plateColour}`)),
          echo: (_: unknown, args: Any) => JSON.stringify(Object.entries(args).sort()),
          origin: () => ({ text: '介休' }),
          neighbour: ({ id }: Any) => firms.find((firm) => firm.id !== id),
        },
        Vehicle: { name: ({ plate }: Any) => `车 ${plate}` },
        Found: { resolveType: assetType },
        Asset: { resolveType: assetType },
      },
    },
  );

function assetType(value: Any): string {
  if ('fleet' in value) return 'Firm';
  return 'plate' in value ? 'Vehicle' : 'Depot';
}

/** Adds scores to the register's types and announces moves. */
export const scoringOf = (): BuiltSubgraph =>
  sdlSubgraph(
    'scoring',
    /* GraphQL */ `
      type Query {
        worst: Move
        moves: [Move!]
        place: Place
        ghost: Firm
      }
      type Subscription {
        moved(count: Int = 2): Move!
      }
      type Move {
        at: Int!
        firm: Firm
        vehicle: Vehicle
      }
      type Firm @key(fields: "id") {
        id: ID!
        score: Int
        mustScore: Int!
        place: Place
        moves: [Move!]
      }
      type Vehicle @key(fields: "plateColour plate") {
        plate: String!
        plateColour: String!
        score: Int
      }
      type PageInfo @shareable {
        more: Boolean!
      }
      type Place @shareable {
        text: String!
      }
    `,
    {
      references: {
        Firm: ({ id }, context: Any) => {
          context.asked.push(`scoring Firm ${String(id)}`);
          alive(context, 'scoring');
          return id === 'f3' ? null : { id };
        },
        Vehicle: ({ plate, plateColour }, context: Any) => {
          context.asked.push(`scoring Vehicle ${String(plate)} ${String(plateColour)}`);
          alive(context, 'scoring');
          return later({ plate, plateColour });
        },
      },
      resolvers: {
        Query: {
          worst: (_: unknown, _args: unknown, context: Any) => {
            alive(context, 'scoring');
            return { at: 1, firm: { id: 'f1' }, vehicle: { plate: '晋A1', plateColour: 'yellow' } };
          },
          moves: () => [1, 2, 3].map((at) => ({ at, firm: { id: `f${at}` } })),
          place: () => ({ text: '太原' }),
          ghost: () => ({ id: 'f9' }),
        },
        Subscription: {
          moved: {
            async *subscribe(_: unknown, { count }: Any) {
              for (let at = 1; at <= count; at += 1) yield { at, firm: { id: `f${at}` } };
            },
            resolve: (event: unknown) => event,
          },
        },
        Firm: {
          score: ({ id }: Any) => scores[id],
          mustScore: ({ id }: Any) => later(scores[id]),
          place: () => ({ text: '太原' }),
          moves: ({ id }: Any) => [{ at: 7, firm: { id } }],
        },
        Vehicle: { score: ({ plate }: Any) => plate.length },
      },
    },
  );
