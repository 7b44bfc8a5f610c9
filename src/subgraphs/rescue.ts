import { rescueRegistry } from '../connectors/rescue-registry';
import { Consultation } from '../entities/rescue/consultation';
import { consultationWatcher } from '../entities/rescue/consultation.watcher';
import { Expert } from '../entities/rescue/expert';
import { Rescue1700000060000 } from '../entities/rescue/migrations/1700000060000-rescue';
import { ConsultationDue1700000060001 } from '../entities/rescue/migrations/1700000060001-consultation-due';
import { RescueAgreement } from '../entities/rescue/rescue-agreement';
import { RescueTeam } from '../entities/rescue/rescue-team';
import { rescueTeamWatcher } from '../entities/rescue/rescue-team.watcher';
import { defineSubgraph } from '../kernel/graphql/define-subgraph';
import { ConsultationResolver } from '../resolvers/rescue/consultation.resolver';
import { EnterpriseResolver } from '../resolvers/rescue/enterprise.resolver';
import { ExpertResolver } from '../resolvers/rescue/expert.resolver';
import { rescueReferences } from '../resolvers/rescue/rescue-references';
import { RescueTeamResolver } from '../resolvers/rescue/rescue-team.resolver';
import { TeamEventResolver } from '../resolvers/rescue/team-event.resolver';

/** Who can come: rescue teams, the expert bank, consultations and rescue agreements. */
export const rescue = defineSubgraph({
  name: 'rescue',
  title: '救援 · Rescue',
  resolvers: [
    RescueTeamResolver,
    TeamEventResolver,
    ExpertResolver,
    ConsultationResolver,
    EnterpriseResolver,
  ],
  references: rescueReferences,
  entities: [RescueTeam, Expert, Consultation, RescueAgreement],
  migrations: [Rescue1700000060000, ConsultationDue1700000060001],
  connectors: [rescueRegistry],
  watchers: [rescueTeamWatcher, consultationWatcher],
});
