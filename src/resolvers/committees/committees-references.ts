import { Campaign } from '../../entities/committees/campaign';
import { Finding } from '../../entities/committees/finding';
import { MemberUnit } from '../../entities/committees/member-unit';
import { Patrol } from '../../entities/committees/patrol';
import type { ReferenceResolver } from '../../kernel/graphql/define-subgraph';
import { knownDivision } from '../../kernel/reference/divisions';
import { committeeById } from './committee-reads';
import { needs, shown } from './needs';

/** Firms and divisions are the registry's to confirm; here a key is enough. */
export const committeesReferences: Record<string, ReferenceResolver> = {
  Committee: ({ id }, context, info) => committeeById(String(id), context, info),
  MemberUnit: ({ id }, { load }, info) => load.one(MemberUnit, 'id', String(id), { info }),
  Patrol: ({ id }, { load }, info) => load.one(Patrol, 'id', String(id), { info, also: needs.patrol }),
  Finding: ({ id }, { load }, info) =>
    load.one(Finding, 'id', String(id), { info, also: needs.finding, where: shown.finding }),
  Campaign: ({ id }, { load }, info) => load.one(Campaign, 'id', String(id), { info, also: needs.campaign }),
  Enterprise: ({ uscc }) => ({ uscc }),
  AdminDivision: ({ code }) => (knownDivision(String(code)) ? { code } : null),
};
