import { defineRule } from '../rule';
import { figures, levels } from '../rule-parameters';

/** The way down is the engine's own: so many levels a day at 00:00, once nothing raises any more and all is heard. */
export const stepDown = defineRule({
  kind: 'step-down',
  scope: 'firm and unit',
  parameters: figures({ stepsPerDay: levels }),
  effects: () => [],
});
