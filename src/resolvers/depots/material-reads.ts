import type { GraphQLResolveInfo } from 'graphql';
import { folded, wordsFor } from '../../entities/depots/item-words';
import { Material } from '../../entities/depots/material';
import type { Sql } from '../../kernel/database/sql';
import { tableOf } from '../../kernel/database/tables';
import { badUserInput } from '../../kernel/errors';
import { condition } from '../../kernel/graphql/condition';
import type { HubContext } from '../../kernel/graphql/context';
import { page } from '../../kernel/graphql/paging';

const MAX_ITEMS = 20;
/** A single sign is part of many names. */
const LEAST_PART = 2;

/**
 * A word finds a material that it is the code, the category or a keyword of, or whose name it is a part of; documented
 * words (entities/depots/item-words.ts) also by what stands for them. `n` is the number of the item asked for.
 */
const MATCHES = `unnest($1::int[], $2::text[], $3::boolean[]) word(n, text, part) join depots.material m on
  lower(m.code) = word.text or lower(normalize(m.category, NFKC)) = word.text
  or exists (select from unnest(m.keywords) keyword where lower(normalize(keyword, NFKC)) = word.text)
  or word.part and position(word.text in lower(normalize(m.name, NFKC)) || ' ' || lower(normalize(m.category, NFKC))) > 0`;

/** Which of the items (by number) is found in which materials. */
export interface FoundItems {
  pairs: { n: number; code: string }[];
  /** Nothing is known of any material: whether an item exists cannot be told. */
  nothingKnown: boolean;
}

/** BAD_USER_INPUT for an item that is no material at all: an empty answer would say that there is none in stock. */
export async function materialsFor(items: readonly string[], sql: Sql): Promise<FoundItems> {
  checkItems(items);
  const [known, pairs] = await Promise.all([
    sql.query('select from depots.material limit 1'),
    sql.query<{ n: number; code: string }>(`select distinct word.n, m.code from ${MATCHES}`, wordsOf(items)),
  ]);
  if (known.length === 0) return { pairs: [], nothingKnown: true };
  const missing = items.findIndex((_, n) => !pairs.some((pair) => pair.n === n));
  if (missing >= 0)
    throw badUserInput(
      `items[${missing}]`,
      'is no code, category, name or keyword of a known material; see `materials`',
    );
  return { pairs, nothingKnown: false };
}

/** A page of the catalogue; with an item, of the materials that it is found in. */
export async function materialPage(
  { item, first, after }: { item: string | null | undefined; first: number | null; after: string | null },
  context: HubContext,
  info: GraphQLResolveInfo,
) {
  const where = item == null ? [] : [condition`t.code = any(${await codesFor(item, context.sql)}::text[])`];
  return page<Material>({ context, info, table: tableOf(Material), first, after, where });
}

async function codesFor(item: string, sql: Sql): Promise<string[]> {
  if (folded(item) === '') throw badUserInput('item', 'may not be empty');
  const text = `select distinct m.code from ${MATCHES} order by m.code`;
  return (await sql.query<{ code: string }>(text, wordsOf([item]))).map(({ code }) => code);
}

function checkItems(items: readonly string[]): void {
  if (items.length === 0 || items.length > MAX_ITEMS)
    throw badUserInput('items', `must be 1 to ${MAX_ITEMS} items`);
  const blank = items.findIndex((item) => folded(item) === '');
  if (blank >= 0) throw badUserInput(`items[${blank}]`, 'may not be empty');
}

function wordsOf(items: readonly string[]): [number[], string[], boolean[]] {
  const words = items.flatMap((item, n) => wordsFor(item).map((text, i) => ({ n, text, documented: i > 0 })));
  return [
    words.map(({ n }) => n),
    words.map(({ text }) => text),
    words.map(({ text, documented }) => documented || [...text].length >= LEAST_PART),
  ];
}
