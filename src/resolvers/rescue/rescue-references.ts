import { Expert } from '../../entities/rescue/expert';
import { RescueTeam } from '../../entities/rescue/rescue-team';
import type { ReferenceResolver } from '../../kernel/graphql/define-subgraph';
import { needs } from './needs';

/** Firms are the registry's to confirm; here a key is enough. */
export const rescueReferences: Record<string, ReferenceResolver> = {
  Enterprise: ({ uscc }) => ({ uscc }),
  RescueTeam: ({ id }, { load }, info) => load.one(RescueTeam, 'id', String(id), { info, also: needs.team }),
  Expert: ({ id }, { load }, info) => load.one(Expert, 'id', String(id), { info }),
};
