import { z } from 'zod';
import { Expert } from '../../entities/rescue/expert';
import { stream } from '../../kernel/ingest/contract';
import { maskedName, moment, text, word } from '../../kernel/ingest/fields';
import { Industry } from '../../kernel/reference/industry';

/** The sectors of the expert bank (DOMAIN §1, row 32), and the others of the city's register. */
const INDUSTRIES = {
  煤矿: Industry.COAL_MINE,
  非煤矿山: Industry.NON_COAL_MINE,
  尾矿库: Industry.TAILINGS,
  危险化学品: Industry.HAZMAT,
  焦化: Industry.COKING,
  冶金: Industry.METALLURGY,
  炭素: Industry.CARBON,
  洗煤: Industry.COAL_WASHING,
  建筑施工: Industry.CONSTRUCTION,
  城镇燃气: Industry.TOWN_GAS,
  交通运输: Industry.TRANSPORT,
  烟花爆竹: Industry.FIREWORKS,
};

const record = z.object({
  id: text,
  name: maskedName.nullish(),
  industries: z.array(word(INDUSTRIES)).min(1),
  resident: z.boolean(),
  title: text.nullish(),
  updatedAt: moment,
});

/** The expert bank. Names are masked before anything is kept. */
export const experts = stream({
  name: 'experts',
  channel: 'v1/experts',
  format: 'json',
  items: 'items',
  record,
  map: ({ updatedAt, name, title, industries, ...expert }) => ({
    rows: [
      {
        entity: Expert,
        values: {
          ...expert,
          nameMasked: name ?? null,
          title: title ?? null,
          industries: [...new Set(industries)],
        },
        observedAt: updatedAt,
      },
    ],
  }),
});
