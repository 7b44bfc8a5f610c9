import { types, type CustomTypesConfig } from 'pg';

type Parse = (text: string) => unknown;

const TEXT_LIST = 1009;
const texts = types.getTypeParser(TEXT_LIST as never) as (text: string) => unknown[];

const list = (parse: Parse): Parse => {
  const each = (item: unknown): unknown => {
    if (Array.isArray(item)) return item.map(each);
    return item === null ? null : parse(item as string);
  };
  return (text) => each(texts(text));
};

const OID = { int8: 20, int8List: 1016, date: 1082, dateList: 1182, numeric: 1700, numericList: 1231 };

const parsers = new Map<number, Parse>([
  [OID.int8, Number],
  [OID.int8List, list(Number)],
  [OID.numeric, Number],
  [OID.numericList, list(Number)],
  [OID.date, String],
  [OID.dateList, list(String)],
]);

/** int8 and numeric → number (all of ours stay below 2^53), date → 'YYYY-MM-DD', timestamptz → Date, json → value. */
export const wireTypes: CustomTypesConfig = {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- pg declares one overload per type
  getTypeParser: ((oid: number, format: any) =>
    parsers.get(oid) ?? types.getTypeParser(oid, format)) as never,
};
