import { z } from 'zod';
import { Warning } from '../../entities/command/warning';
import { stream, type MappedRow } from '../../kernel/ingest/contract';
import { divisionDigits, moment, text, word } from '../../kernel/ingest/fields';
import { WarningColour } from '../../schema/command/enums';
import { category, categoryFault, eventCode, placeCode, titled } from './fields';

const COLOURS = {
  红色: WarningColour.RED,
  橙色: WarningColour.ORANGE,
  黄色: WarningColour.YELLOW,
  蓝色: WarningColour.BLUE,
};

/** One code that nobody knows does not keep a warning from the places that are known; with none known it is refused. */
const areas = z
  .array(divisionDigits)
  .max(500)
  .transform((codes, context) => {
    const placed = codes.map((code) => ({ code, division: placeCode(code)?.division ?? null }));
    const known = placed.flatMap(({ division }) => division ?? []);
    if (known.length === 0) context.addIssue({ code: 'custom', message: 'no division of these is known' });
    const unknown = placed.filter(({ division }) => division === null).map(({ code }) => code);
    return { areaCodes: [...new Set(known)].sort(), unknownAreas: [...new Set(unknown)].sort() };
  });

const record = z
  .object({
    id: text,
    headline: text,
    description: text.nullish(),
    instruction: text.nullish(),
    colour: word(COLOURS),
    category,
    code: eventCode,
    event: text,
    issuedBy: text,
    areas,
    issuedAt: moment,
    revisedAt: moment.nullish(),
    effective: moment,
    expires: moment.nullish(),
    liftedAt: moment.nullish(),
    drill: z.boolean(),
    updatedAt: moment,
  })
  .superRefine((warning, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    const { issuedAt, revisedAt, effective, expires, liftedAt, updatedAt } = warning;
    const fault = categoryFault(warning);
    if (fault) refuse('category', fault);
    if (expires && expires <= effective) refuse('expires', 'must lie after effective');
    if (revisedAt && revisedAt < issuedAt) refuse('revisedAt', 'lies before issuedAt');
    if (liftedAt && liftedAt < issuedAt) refuse('liftedAt', 'lies before issuedAt');
    if (liftedAt && liftedAt > updatedAt) refuse('liftedAt', 'lies after updatedAt');
  });

/** Warnings. One that is past its end when it arrives comes in as lifted. */
export const warnings = stream({
  name: 'warnings',
  channel: 'v1/warnings',
  format: 'json',
  items: 'items',
  record,
  map: (warning, { receivedAt }) => ({ rows: [toRow(warning, receivedAt)] }),
});

function toRow(
  { updatedAt, areas: where, ...given }: z.infer<typeof record>,
  receivedAt: Date,
): MappedRow<Warning> {
  const expires = given.expires ?? null;
  const lifted = given.liftedAt ?? null;
  const lapsed = expires && expires <= receivedAt && !(lifted && lifted < expires);
  return {
    entity: Warning,
    values: {
      ...given,
      ...where,
      headline: titled(given.headline, given.drill),
      description: given.description ?? null,
      instruction: given.instruction ?? null,
      revisedAt: given.revisedAt ?? null,
      expires,
      liftedAt: lapsed ? expires : lifted,
    },
    observedAt: updatedAt,
  };
}
