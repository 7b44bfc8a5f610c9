import { dualPrevention } from '../connectors/dual-prevention';
import { CheckRecord } from '../entities/risk/check-record';
import { checkRecordWatcher } from '../entities/risk/check-record.watcher';
import { Hazard } from '../entities/risk/hazard';
import { hazardWatcher } from '../entities/risk/hazard.watcher';
import { Risk1700000030000 } from '../entities/risk/migrations/1700000030000-risk';
import { HazardOverdue1700000030001 } from '../entities/risk/migrations/1700000030001-hazard-overdue';
import { HubPeriods1700000030002 } from '../entities/risk/migrations/1700000030002-hub-periods';
import { Operations1700000030010 } from '../entities/risk/migrations/1700000030010-operations';
import { Reinspections1700000030020 } from '../entities/risk/migrations/1700000030020-reinspections';
import { SupervisoryChecks1700000030015 } from '../entities/risk/migrations/1700000030015-supervisory-checks';
import { neverPromisedSweep } from '../entities/risk/never-promised.sweep';
import { overdueSweep } from '../entities/risk/overdue.sweep';
import { periodsSweep } from '../entities/risk/periods.sweep';
import { RiskPoint } from '../entities/risk/risk-point';
import { riskPointWatcher } from '../entities/risk/risk-point.watcher';
import { SafetyPromise } from '../entities/risk/safety-promise';
import { safetyPromiseWatcher } from '../entities/risk/safety-promise.watcher';
import { SpecialOperation } from '../entities/risk/special-operation';
import { specialOperationWatcher } from '../entities/risk/special-operation.watcher';
import { Transition } from '../entities/risk/transition';
import { transitionWatcher } from '../entities/risk/transition.watcher';
import { defineSubgraph } from '../kernel/graphql/define-subgraph';
import { AdminDivisionResolver } from '../resolvers/risk/admin-division.resolver';
import { CheckRecordResolver } from '../resolvers/risk/check-record.resolver';
import { EnterpriseResolver } from '../resolvers/risk/enterprise.resolver';
import { EventPeriodResolver } from '../resolvers/risk/event-period.resolver';
import { HazardEventResolver } from '../resolvers/risk/hazard-event.resolver';
import { HazardResolver } from '../resolvers/risk/hazard.resolver';
import { MajorHazardUnitResolver } from '../resolvers/risk/major-hazard-unit.resolver';
import { PeriodEventResolver } from '../resolvers/risk/period-event.resolver';
import { RiskBatchResolver } from '../resolvers/risk/risk-batch.resolver';
import { RiskBoardRowResolver } from '../resolvers/risk/risk-board-row.resolver';
import { RiskBoardResolver } from '../resolvers/risk/risk-board.resolver';
import { RiskChangeResolver } from '../resolvers/risk/risk-change.resolver';
import { RiskPointResolver } from '../resolvers/risk/risk-point.resolver';
import { riskReferences } from '../resolvers/risk/risk-references';
import { RiskStateResolver } from '../resolvers/risk/risk-state.resolver';
import { RuleDiffResolver } from '../resolvers/risk/rule-diff.resolver';
import { RuleSetResolver } from '../resolvers/risk/rule-set.resolver';
import { SafetyClassProposalResolver } from '../resolvers/risk/safety-class-proposal.resolver';
import { SafetyPromiseResolver } from '../resolvers/risk/safety-promise.resolver';
import { SupervisionPlanResolver } from '../resolvers/risk/supervision-plan.resolver';

/** Risk levels and what they come from: risk points, hazards, checks, rules; every change in order. */
export const risk = defineSubgraph({
  name: 'risk',
  title: '风险 · Risk',
  resolvers: [
    RiskBoardResolver,
    RiskBoardRowResolver,
    RiskChangeResolver,
    RiskBatchResolver,
    RiskStateResolver,
    HazardResolver,
    HazardEventResolver,
    RiskPointResolver,
    RuleSetResolver,
    RuleDiffResolver,
    SupervisionPlanResolver,
    SafetyClassProposalResolver,
    EventPeriodResolver,
    PeriodEventResolver,
    CheckRecordResolver,
    SafetyPromiseResolver,
    EnterpriseResolver,
    MajorHazardUnitResolver,
    AdminDivisionResolver,
  ],
  orphanedTypes: [CheckRecord],
  references: riskReferences,
  entities: [RiskPoint, Hazard, CheckRecord, SpecialOperation, Transition, SafetyPromise],
  migrations: [
    Risk1700000030000,
    HazardOverdue1700000030001,
    HubPeriods1700000030002,
    Operations1700000030010,
    SupervisoryChecks1700000030015,
    Reinspections1700000030020,
  ],
  connectors: [dualPrevention],
  watchers: [
    riskPointWatcher,
    hazardWatcher,
    checkRecordWatcher,
    specialOperationWatcher,
    transitionWatcher,
    safetyPromiseWatcher,
  ],
  sweeps: [overdueSweep, periodsSweep, neverPromisedSweep],
});
