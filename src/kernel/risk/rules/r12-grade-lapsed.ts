import { endOfCityDate } from '../../clock';
import { defineRule, lifeOf } from '../rule';
import { figures, levels } from '../rule-parameters';

const parameters = figures({ steps: levels });

/** A standardisation grade past its last day counts as ungraded and steps up, until it is renewed. */
export const gradeLapsed = defineRule({
  kind: 'grade-lapsed',
  scope: 'firm',
  parameters,
  effects: ({ firm }, { steps }) =>
    firm
      .filter(({ value }) => value.gradeExpiresOn !== null)
      .map((fact) => ({
        from: Math.max(lifeOf(fact).from, endOfCityDate(fact.value.gradeExpiresOn!).getTime()),
        to: lifeOf(fact).to,
        kind: 'step',
        value: steps,
        evidence: `${fact.value.grade}, 有效期至 · valid to ${fact.value.gradeExpiresOn}, ${fact.source}`,
      })),
});
