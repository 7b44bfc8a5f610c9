import { Arg, Int } from 'type-graphql';

// Arguments that pages and streams have in common, each said in the same words.

/** `first`: how many entries a page has. @param usual without it */
export const First = (usual: number) =>
  Arg('first', () => Int, {
    nullable: true,
    defaultValue: usual,
    description: '条数,至多 500 · At most 500',
  });

/** `after` of a list that is read page by page. */
export const AfterEntry = () => after('上一页末的游标 · Cursor of the last entry seen');

/** `after` of a log that is read page by page. */
export const AfterOldest = () =>
  after('上次的游标;缺省为最早一条 · Go on after this cursor; without one, from the oldest kept');

/** `after` of a stream. */
export const AfterNow = () =>
  after('上次的游标;缺省为此刻起 · Go on after this cursor; without one, from now');

const after = (description: string) => Arg('after', () => String, { nullable: true, description });
