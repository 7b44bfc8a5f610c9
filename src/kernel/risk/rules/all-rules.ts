import type { Rule } from '../rule';
import type { RuleId } from '../rule-set';
import { riskPoints } from './r01-risk-points';
import { hazardUnits } from './r02-hazard-units';
import { levelOneAlarm } from './r03-level-1-alarm';
import { levelTwoAlarm } from './r04-level-2-alarm';
import { silentPoints } from './r06-silence';
import { majorHazard } from './r08-major-hazard';
import { overdueHazards } from './r09-overdue-hazards';
import { licenceOutOfForce } from './r11-licence';
import { gradeLapsed } from './r12-grade-lapsed';

type Rules = { [Id in Exclude<RuleId, 'R30'>]: Rule<Id> };

/** What each rule of a rule set does. R30, the way down, is the engine's own. */
export const allRules: Rules = {
  R01: riskPoints,
  R02: hazardUnits,
  R03: levelOneAlarm,
  R04: levelTwoAlarm,
  R06: silentPoints,
  R08: majorHazard,
  R09: overdueHazards,
  R11: licenceOutOfForce,
  R12: gradeLapsed,
};
