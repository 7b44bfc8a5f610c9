import { z } from 'zod';
import { usccFault } from '../../kernel/graphql/uscc';
import { placeDivision } from '../../kernel/reference/placed-division';
import { EventCategory, ResponseLevel } from '../../schema/command/enums';

/** A number of the centre or a text that it asks for: never empty. */
export const text = z.string().trim().min(1);

export const uscc = z.string().superRefine((code, context) => {
  const fault = usccFault(code);
  if (fault) context.addIssue({ code: 'custom', message: fault });
});

/** `YYYY-MM-DD` in city time. */
export const date = z.iso.date();

/** RFC 3339 with an offset. */
export const moment = z.iso.datetime({ offset: true }).transform((value) => new Date(value));

/** One of the centre's words, as the graph names it. */
export const word = <Value>(words: Record<string, Value>) =>
  z.string().transform((value, context) => {
    if (Object.hasOwn(words, value)) return words[value]!;
    context.addIssue({ code: 'custom', message: `must be one of ${Object.keys(words).join(' ')}` });
    return z.NEVER;
  });

export const category = word({
  自然灾害: EventCategory.NATURAL_DISASTER,
  事故灾难: EventCategory.ACCIDENT,
  公共卫生: EventCategory.PUBLIC_HEALTH,
  社会安全: EventCategory.SOCIAL_SECURITY,
});

export const responseLevel = word({
  Ⅰ级: ResponseLevel.LEVEL_I,
  Ⅱ级: ResponseLevel.LEVEL_II,
  Ⅲ级: ResponseLevel.LEVEL_III,
  Ⅳ级: ResponseLevel.LEVEL_IV,
});

/** A code in the form of GB/T 35561-2017: category, class, group, two digits. */
export const eventCode = z.string().regex(/^[1-4]\d[\dA-Z]\d{2}$/, 'must be an event code such as 11B03');

const CATEGORIES = Object.values(EventCategory);

/** Why code and category do not belong together; null when they do. */
export const categoryFault = ({ code, category: named }: { code: string; category: EventCategory }) =>
  CATEGORIES[Number(code[0]) - 1] === named ? null : 'belongs to another category than the code';

/** Where a code lies among the divisions in force. GB/T 2260 fills provinces and cities up with zeros. */
export const placeCode = (code: string) => placeDivision(code.replace(/^(\d{2}|\d{4})(00)+$/, '$1'));

export const divisionDigits = z
  .string()
  .regex(/^\d{2}(\d{2}(\d{2}(\d{3}(\d{3})?)?)?)?$/, 'must be 2, 4, 6, 9 or 12 digits');

/** A division code, placed among the divisions in force; refused when not even the county is known. */
export const division = divisionDigits.transform((code, context) => {
  const placed = placeCode(code);
  if (placed) return { ...placed, divisionRaw: code };
  context.addIssue({ code: 'custom', message: 'no such division, and its county is unknown too' });
  return z.NEVER;
});

/** The first sign of a name; the rest is nobody's business here. */
export const masked = text.transform((name) => `${[...name][0]}**`);

const DRILL = '演练';

/** A title that cannot be taken for a real one, also where only titles are shown. */
export const titled = (title: string, drill: boolean): string =>
  drill && !title.includes(DRILL) ? `【${DRILL}】${title}` : title;
