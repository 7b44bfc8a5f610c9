import { z } from 'zod';
import { HOUR } from '../intervals';
import { defineRule, lifeOf, type FactOf, type RuleEffect } from '../rule';
import { figures, hours, levels, words } from '../rule-parameters';

const parameters = figures({
  colours: words.describe('预警级别 · Colours that count'),
  exposures: z
    .record(z.string().min(1), words)
    .describe('预警事项→暴露标签 · What is warned of → tags of sites that it endangers'),
  steps: levels,
  holdHours: hours,
});

/** A red or orange public warning where a site is exposed to what it warns of: a step, until 12 h after it is over. */
export const publicWarning = defineRule({
  kind: 'public-warning',
  scope: 'firm',
  parameters,
  holdMs: ({ holdHours }) => holdHours * HOUR,
  effects({ warning, exposure }, { colours, exposures, steps, holdHours }) {
    return warning
      .filter(({ value }) => colours.includes(value.colour))
      .flatMap((fact) => {
        const { from: known, to } = lifeOf(fact);
        const from = Math.max(known, Date.parse(fact.value.startsAt));
        if (from >= to) return [];
        const endangered = Object.entries(exposures).flatMap(([event, tags]) =>
          fact.value.event.includes(event) ? tags : [],
        );
        return exposure
          .map((site) => ({ site, tags: site.value.tags.filter((tag) => endangered.includes(tag)) }))
          .filter(({ tags }) => tags.length > 0)
          .map(({ site, tags }): RuleEffect => ({
            // of a site that the register tells anew the hold goes on
            from: Math.max(from, site.from.getTime()),
            to: to + holdHours * HOUR,
            kind: 'step',
            value: steps,
            evidence: evidenceOf(fact, site.value.site, tags),
          }))
          .filter((effect) => effect.to > effect.from);
      });
  },
});

const evidenceOf = ({ value, source }: FactOf<'warning'>, site: string, tags: readonly string[]): string =>
  `${value.headline}, ${site} ${tags.join(' ')}, ${source}`;
