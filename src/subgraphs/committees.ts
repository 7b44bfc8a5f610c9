import { committeeRegistry } from '../connectors/committee-registry';
import { Assessment } from '../entities/committees/assessment';
import { Bulletin } from '../entities/committees/bulletin';
import { Campaign } from '../entities/committees/campaign';
import { CampaignWeek } from '../entities/committees/campaign-week';
import { Committee } from '../entities/committees/committee';
import { committeeSweep } from '../entities/committees/committee-sweep';
import { Duty } from '../entities/committees/duty';
import { DutyLedgerEntry } from '../entities/committees/duty-ledger-entry';
import { EducationAsset } from '../entities/committees/education-asset';
import { EducationItem } from '../entities/committees/education-item';
import { Finding } from '../entities/committees/finding';
import { findingWatcher } from '../entities/committees/finding-events';
import { Fund } from '../entities/committees/fund';
import { Meeting } from '../entities/committees/meeting';
import { MemberUnit } from '../entities/committees/member-unit';
import { Committees1700000050000 } from '../entities/committees/migrations/1700000050000-committees';
import { Patrol } from '../entities/committees/patrol';
import { Post } from '../entities/committees/post';
import { ResponsibilityLetter } from '../entities/committees/responsibility-letter';
import { Task } from '../entities/committees/task';
import { defineSubgraph } from '../kernel/graphql/define-subgraph';
import { AdminDivisionResolver } from '../resolvers/committees/admin-division.resolver';
import { CampaignResolver } from '../resolvers/committees/campaign.resolver';
import { CommitteeResolver } from '../resolvers/committees/committee.resolver';
import { committeesReferences } from '../resolvers/committees/committees-references';
import { DutyLedgerEntryResolver } from '../resolvers/committees/duty-ledger-entry.resolver';
import { EducationAssetResolver } from '../resolvers/committees/education-asset.resolver';
import { EnterpriseResolver } from '../resolvers/committees/enterprise.resolver';
import { FindingEventResolver } from '../resolvers/committees/finding-event.resolver';
import { FindingResolver } from '../resolvers/committees/finding.resolver';
import { MeetingResolver } from '../resolvers/committees/meeting.resolver';
import { MemberUnitResolver } from '../resolvers/committees/member-unit.resolver';
import { OutreachResolver } from '../resolvers/committees/outreach.resolver';
import { PatrolResolver } from '../resolvers/committees/patrol.resolver';
import { PostResolver } from '../resolvers/committees/post.resolver';
import { ResponsibilityLetterResolver } from '../resolvers/committees/responsibility-letter.resolver';
import { TaskResolver } from '../resolvers/committees/task.resolver';

/** Who is answerable: committees, member units, duties and posts; and what they do: meetings, tasks, patrols, campaigns. */
export const committees = defineSubgraph({
  name: 'committees',
  title: '专委会 · Committees',
  resolvers: [
    CommitteeResolver,
    MemberUnitResolver,
    PostResolver,
    MeetingResolver,
    TaskResolver,
    DutyLedgerEntryResolver,
    ResponsibilityLetterResolver,
    PatrolResolver,
    FindingResolver,
    FindingEventResolver,
    CampaignResolver,
    OutreachResolver,
    EducationAssetResolver,
    EnterpriseResolver,
    AdminDivisionResolver,
  ],
  references: committeesReferences,
  entities: [
    ...[Committee, MemberUnit, Duty, Post],
    ...[Meeting, Task, DutyLedgerEntry, ResponsibilityLetter, Assessment],
    ...[Patrol, Finding],
    ...[Campaign, CampaignWeek, Bulletin, Fund, EducationAsset, EducationItem],
  ],
  migrations: [Committees1700000050000],
  connectors: [committeeRegistry],
  watchers: [findingWatcher],
  sweeps: [committeeSweep],
});
