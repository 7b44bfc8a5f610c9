import { commandCentre } from '../connectors/command-centre';
import { CommandCentre } from '../entities/command/command-centre';
import { DutyShift } from '../entities/command/duty-shift';
import { Headquarters } from '../entities/command/headquarters';
import { Incident } from '../entities/command/incident';
import { incidentWatcher } from '../entities/command/incident.watcher';
import { lapseSweep } from '../entities/command/lapse.sweep';
import { Command1700000080000 } from '../entities/command/migrations/1700000080000-command';
import { Warning } from '../entities/command/warning';
import { warningFactsSweep } from '../entities/command/warning-facts.sweep';
import { warningWatcher } from '../entities/command/warning.watcher';
import { defineSubgraph } from '../kernel/graphql/define-subgraph';
import { CommandCentreResolver } from '../resolvers/command/command-centre.resolver';
import { commandReferences } from '../resolvers/command/command-references';
import { DutyShiftResolver } from '../resolvers/command/duty-shift.resolver';
import { HeadquartersResolver } from '../resolvers/command/headquarters.resolver';
import { IncidentEventResolver } from '../resolvers/command/incident-event.resolver';
import { IncidentResolver } from '../resolvers/command/incident.resolver';
import { RescueTeamResolver } from '../resolvers/command/rescue-team.resolver';
import { WarningEventResolver } from '../resolvers/command/warning-event.resolver';
import { WarningResolver } from '../resolvers/command/warning.resolver';

/** Incidents and their clocks, headquarters, duty rosters, warnings, and the mode that each division is in. */
export const command = defineSubgraph({
  name: 'command',
  title: '指挥 · Command',
  resolvers: [
    IncidentResolver,
    IncidentEventResolver,
    HeadquartersResolver,
    DutyShiftResolver,
    WarningResolver,
    WarningEventResolver,
    CommandCentreResolver,
    RescueTeamResolver,
  ],
  references: commandReferences,
  entities: [Incident, Headquarters, DutyShift, Warning, CommandCentre],
  migrations: [Command1700000080000],
  connectors: [commandCentre],
  watchers: [incidentWatcher, warningWatcher],
  sweeps: [lapseSweep, warningFactsSweep],
});
