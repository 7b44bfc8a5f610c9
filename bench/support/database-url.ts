import type { Access } from '../../src/kernel/database/access';

/** With its password: what DATABASE_URL of a hub of the benchmarks is set to. */
export const urlOf = ({ user, password = '', host, port, database }: Access): string => {
  const login = [user, password].map(encodeURIComponent).join(':');
  return `postgres://${login}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
};
