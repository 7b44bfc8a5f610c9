import { CommandCentre } from '../../entities/command/command-centre';
import { Headquarters } from '../../entities/command/headquarters';
import { Incident } from '../../entities/command/incident';
import { Warning } from '../../entities/command/warning';
import type { ReferenceResolver } from '../../kernel/graphql/define-subgraph';
import { needs } from './needs';

/** Command's entities by their keys. Which teams there are is rescue's to say; here a key is enough. */
export const commandReferences: Record<string, ReferenceResolver> = {
  RescueTeam: ({ id }) => ({ id: String(id) }),
  Incident: ({ id }, { load }, info) => load.one(Incident, 'id', String(id), { info, also: needs.incident }),
  Headquarters: ({ id }, { load }, info) =>
    load.one(Headquarters, 'id', String(id), { info, also: needs.headquarters }),
  Warning: ({ id }, { load }, info) => load.one(Warning, 'id', String(id), { info, also: needs.warning }),
  CommandCentre: ({ id }, { load }, info) =>
    load.one(CommandCentre, 'id', String(id), { info, also: needs.centre }),
};
