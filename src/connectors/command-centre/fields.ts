import { z } from 'zod';
import { asPlaced, divisionDigits, word } from '../../kernel/ingest/fields';
import { placeDivision } from '../../kernel/reference/placed-division';
import { EventCategory, ResponseLevel } from '../../schema/command/enums';

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

/** A division code, placed among the divisions in force; refused when not even the county is known. */
export const division = divisionDigits.transform((code, context) => {
  const placed = placeCode(code);
  return placed ? { ...placed, divisionRaw: code } : asPlaced(code, context);
});

const DRILL = '演练';

/** A title that cannot be taken for a real one, also where only titles are shown. */
export const titled = (title: string, drill: boolean): string =>
  drill && !title.includes(DRILL) ? `【${DRILL}】${title}` : title;
