import {
  GraphQLID,
  GraphQLScalarType,
  GraphQLString,
  Kind,
  valueFromASTUntyped,
  type ValueNode,
} from 'graphql';
import { GraphQLDateTime, GraphQLGeoJSON, GraphQLISO8601Duration, GraphQLJSON } from 'graphql-scalars';
import { usccFault } from './uscc';

/** A value that a scalar refuses. The message says what is allowed and never repeats the value. */
export class ScalarError extends TypeError {}

interface TextScalar {
  name: string;
  description: string;
  specifiedByURL?: string;
  /** What is wrong with a value, or null. */
  fault(value: string): string | null;
}

/** A scalar whose values are strings inside and outside. */
function textScalar({ fault, ...config }: TextScalar): GraphQLScalarType<string, string> {
  const check = (value: unknown): string => {
    const wrong = typeof value === 'string' ? fault(value) : 'must be a string';
    if (wrong) throw new ScalarError(`${config.name} ${wrong}`);
    return value as string;
  };
  return new GraphQLScalarType({
    ...config,
    serialize: check,
    parseValue: check,
    parseLiteral: (node) => check(node.kind === Kind.STRING ? node.value : undefined),
  });
}

const RFC_3339 = 'must be an RFC 3339 time with an offset, such as 2024-05-01T08:00:00+08:00';

function parseDateTime(value: unknown): Date {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value;
  try {
    if (typeof value === 'string' && !value.startsWith('0000')) return GraphQLDateTime.parseValue(value);
  } catch {
    // The library repeats the whole value in its message.
  }
  throw new ScalarError(`DateTime ${RFC_3339}`);
}

export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: '时刻(RFC 3339,输出为 UTC) · A moment (RFC 3339, given out in UTC)',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  serialize: (value) => parseDateTime(value).toISOString(),
  parseValue: parseDateTime,
  parseLiteral: (node) => parseDateTime(node.kind === Kind.STRING ? node.value : undefined),
});

function dateFault(value: string): string | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value)?.map(Number) ?? [];
  if (!year || !month || !day) return 'must be a calendar date YYYY-MM-DD';
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    ? null
    : 'is not a day of the calendar';
}

/** Named so that it does not hide the global Date; in the graph it is `Date`. */
export const CalendarDate = textScalar({
  name: 'Date',
  description: '日期 YYYY-MM-DD(北京时间) · A calendar date in the legal time of China',
  fault: dateFault,
});

export const USCC = textScalar({
  name: 'USCC',
  description:
    '统一社会信用代码(GB 32100-2015,校验) · Unified social credit code, its check characters verified',
  fault: usccFault,
});

export const DivisionCode = textScalar({
  name: 'DivisionCode',
  description: '行政区划代码(2、4、6、9 或 12 位) · Administrative division code of 2, 4, 6, 9 or 12 digits',
  fault: (value) =>
    /^\d{2}(\d{2}(\d{2}(\d{3}(\d{3})?)?)?)?$/.test(value) ? null : 'must be 2, 4, 6, 9 or 12 digits',
});

export const Duration = textScalar({
  name: 'Duration',
  description: '时长(ISO 8601,如 PT15M) · A length of time, such as PT15M',
  specifiedByURL: 'https://www.iso.org/iso-8601-date-and-time-format.html',
  fault(value) {
    try {
      GraphQLISO8601Duration.parseValue(value);
      return null;
    } catch {
      return 'must be an ISO 8601 duration, such as PT15M';
    }
  },
});

/** What PostgreSQL can store: no NUL, no half of a surrogate pair (it would silently become U+FFFD). */
export const isStorableText = (value: string): boolean => !/\u0000|\p{Surrogate}/u.test(value);

function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return isStorableText(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, item]) => isStorableText(key) && isStorable(item));
}

/** A scalar of any JSON shape that `base` accepts. */
function jsonScalar(name: string, description: string, base: GraphQLScalarType): GraphQLScalarType {
  const check = (value: unknown): unknown => {
    let storable: boolean;
    try {
      base.parseValue(value);
      storable = isStorable(value);
    } catch {
      throw new ScalarError(`${name} has a wrong shape or is nested too deeply`);
    }
    if (!storable) throw new ScalarError(`${name} must hold well-formed text without NUL`);
    return value;
  };
  return new GraphQLScalarType({
    name,
    description,
    serialize: (value) => value,
    parseValue: check,
    parseLiteral: (node: ValueNode, variables) => check(valueFromASTUntyped(node, variables)),
  });
}

export const JSONValue = jsonScalar('JSON', '任意 JSON · Any JSON value', GraphQLJSON);
export const GeoJSON = jsonScalar('GeoJSON', '几何对象(RFC 7946) · A GeoJSON object', GraphQLGeoJSON);

/**
 * Makes GraphQL's own String and ID refuse, as input, text that the database cannot hold. They cannot be replaced in a
 * schema (introspection uses them by identity), so their parsers are wrapped, once per process.
 */
export function refuseUnstorableText(): void {
  for (const scalar of [GraphQLString, GraphQLID] as GraphQLScalarType<string, unknown>[]) {
    if (scalar.extensions.refusesUnstorableText) continue;
    const { parseValue, parseLiteral } = scalar;
    const check = (value: string): string => {
      if (!isStorableText(value))
        throw new ScalarError(`${scalar.name} must be well-formed text without NUL`);
      return value;
    };
    scalar.parseValue = (value) => check(parseValue.call(scalar, value));
    scalar.parseLiteral = (node, variables) => check(parseLiteral.call(scalar, node, variables));
    scalar.extensions = { ...scalar.extensions, refusesUnstorableText: true };
  }
}
