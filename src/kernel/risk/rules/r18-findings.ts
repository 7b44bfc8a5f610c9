import { overdueFrom } from '../overdue';
import { defineRule, lifeOf, type RuleEffect } from '../rule';
import { figures, levels } from '../rule-parameters';

const parameters = figures({ steps: levels });

/** What experts found and is not put right in time: a step until it is. A patrol's finding that was exposed 曝光: a flag. */
export const findings = defineRule({
  kind: 'findings',
  scope: 'firm',
  parameters,
  effects({ consultation, exposedFinding }, { steps }) {
    const overdue = consultation
      .filter(({ value }) => value.findings > 0)
      .map((fact): RuleEffect => {
        const { from, to } = lifeOf(fact);
        const { consultation: number, findings: found, dueOn } = fact.value;
        const due = Math.max(from, overdueFrom(dueOn).getTime());
        const evidence = `会诊 · consultation ${number}: ${found}项逾期 · ${found} overdue, 期限 · due ${dueOn}, ${fact.source}`;
        return { from: due, to, kind: 'step', value: steps, evidence };
      });
    const exposed = exposedFinding.map((fact): RuleEffect => ({
      ...lifeOf(fact),
      kind: 'flag',
      value: 0,
      evidence: `巡查曝光 · exposed by a patrol ${fact.value.on}: ${fact.value.text}, ${fact.source}`,
    }));
    return [...overdue, ...exposed].filter(({ from, to }) => to > from);
  },
});
