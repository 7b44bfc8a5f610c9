import type { Subgraph } from '../kernel/graphql/define-subgraph';

/** Every subgraph by name; a process loads only what it carries. `require`, since import() would ask for file endings here. */
/* eslint-disable @typescript-eslint/no-require-imports */
export const subgraphs: Record<string, () => Promise<Subgraph>> = {
  registry: async () => (require('./registry') as typeof import('./registry')).registry,
  monitoring: async () => (require('./monitoring') as typeof import('./monitoring')).monitoring,
  committees: async () => (require('./committees') as typeof import('./committees')).committees,
  hazmat: async () => (require('./hazmat') as typeof import('./hazmat')).hazmat,
  rescue: async () => (require('./rescue') as typeof import('./rescue')).rescue,
  depots: async () => (require('./depots') as typeof import('./depots')).depots,
  command: async () => (require('./command') as typeof import('./command')).command,
  risk: async () => (require('./risk') as typeof import('./risk')).risk,
};
