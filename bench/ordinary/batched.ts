import DataLoader from 'dataloader';
import { In, type FindManyOptions, type ObjectLiteral, type Repository } from 'typeorm';

/** Loads rows by a column that no two of them share. */
export const oneBy = <Row extends ObjectLiteral>(repository: Repository<Row>, column: keyof Row & string) =>
  new DataLoader(async (keys: readonly string[]) => {
    const rows = await repository.find({ where: { [column]: In(keys) } as never });
    const byKey = new Map(rows.map((row) => [row[column] as string, row]));
    return keys.map((key) => byKey.get(key) ?? null);
  });

/** Loads the rows that share a column, of those that `options` select. */
export const manyBy = <Row extends ObjectLiteral>(
  repository: Repository<Row>,
  column: keyof Row & string,
  { where, ...options }: FindManyOptions<Row> = {},
) =>
  new DataLoader(async (keys: readonly string[]) => {
    const rows = await repository.find({ ...options, where: { ...where, [column]: In(keys) } as never });
    const byKey = new Map<string, Row[]>(keys.map((key) => [key, []]));
    for (const row of rows) byKey.get(row[column] as string)!.push(row);
    return keys.map((key) => byKey.get(key)!);
  });

/** One loader for each set of arguments that a field is asked with. */
export function perArguments<Args, Loader>(create: (args: Args) => Loader): (args: Args) => Loader {
  const loaders = new Map<string, Loader>();
  return (args) => {
    const name = JSON.stringify(args);
    const loader = loaders.get(name) ?? create(args);
    loaders.set(name, loader);
    return loader;
  };
}
