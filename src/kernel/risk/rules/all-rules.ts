import type { Rule } from '../rule';
import { expression } from './expression';
import { riskPoints } from './r01-risk-points';
import { hazardUnits } from './r02-hazard-units';
import { levelOneAlarm } from './r03-level-1-alarm';
import { levelTwoAlarm } from './r04-level-2-alarm';
import { alarmStorm } from './r05-alarm-storm';
import { silentPoints } from './r06-silence';
import { tampering } from './r07-tampering';
import { majorHazard } from './r08-major-hazard';
import { overdueHazards } from './r09-overdue-hazards';
import { accident } from './r10-accident';
import { licenceOutOfForce } from './r11-licence';
import { gradeLapsed } from './r12-grade-lapsed';
import { specialOperations } from './r13-special-operations';
import { transitions } from './r14-transition';
import { eventPeriod } from './r15-event-period';
import { publicWarning } from './r16-public-warning';
import { loadedTrip } from './r17-loaded-trip';
import { findings } from './r18-findings';
import { dailyPromise } from './r19-daily-promise';
import { stoppedMine } from './r20-stopped-mine';
import { ungradedMine } from './r21-ungraded-mine';
import { stepDown } from './r30-step-down';
import { betterClass } from './r31-better-class';
import { override } from './r32-override';

/** Every kind of rule that a rule set can have. */
export const allRules = [
  ...([riskPoints, hazardUnits] as const),
  ...([levelOneAlarm, levelTwoAlarm, alarmStorm, silentPoints, tampering] as const),
  ...([majorHazard, overdueHazards, accident] as const),
  ...([licenceOutOfForce, gradeLapsed, ungradedMine] as const),
  ...([specialOperations, transitions, dailyPromise, stoppedMine] as const),
  ...([eventPeriod, publicWarning, loadedTrip, findings] as const),
  ...([expression, override, stepDown, betterClass] as const),
] as const;

/** Each kind with its rule. */
export type RuleKinds = { [Each in (typeof allRules)[number] as Each['kind']]: Each };

const byKind = new Map<string, Rule>(allRules.map((rule) => [rule.kind, rule as unknown as Rule]));

/** What rules of a kind do. */
export const ruleOf = (kind: keyof RuleKinds): Rule => byKind.get(kind)!;
