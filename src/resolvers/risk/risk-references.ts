import { CheckRecord } from '../../entities/risk/check-record';
import { Hazard } from '../../entities/risk/hazard';
import type { ReferenceResolver } from '../../kernel/graphql/define-subgraph';
import { knownDivision } from '../../kernel/reference/divisions';
import { riskChangeById } from './risk-change-reads';

/** Firms and units are the registry's to confirm; here a key is enough. */
export const riskReferences: Record<string, ReferenceResolver> = {
  Enterprise: ({ uscc }) => ({ uscc }),
  MajorHazardUnit: ({ id }) => ({ id }),
  AdminDivision: ({ code }) => (knownDivision(String(code)) ? { code } : null),
  RiskChange: ({ id }, context) => riskChangeById(String(id), context),
  Hazard: ({ id }, { load }) => load.one(Hazard, 'id', String(id)),
  CheckRecord: ({ id }, { load }) => load.one(CheckRecord, 'id', String(id)),
};
