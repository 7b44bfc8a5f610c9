import { Enterprise } from '../../entities/registry/enterprise';
import { MajorHazardUnit } from '../../entities/registry/major-hazard-unit';
import { Site } from '../../entities/registry/site';
import { Source } from '../../entities/registry/source';
import type { ReferenceResolver } from '../../kernel/graphql/define-subgraph';
import { divisionByCode } from './division-lookup';
import { needs } from './needs';
import { NEEDED_OF_SOURCE } from './source-list';

/** The registry's entities by their keys. A row whose firm is not registered yet is not there yet. */
export const registryReferences: Record<string, ReferenceResolver> = {
  Enterprise: ({ uscc }, { load }, info) =>
    load.one(Enterprise, 'uscc', String(uscc), { info, also: needs.enterprise }),
  Site: ({ id }, { load }, info) =>
    load.one(Site, 'id', String(id), { info, also: needs.site, where: needs.siteOfKnownFirm }),
  MajorHazardUnit: ({ id }, { load }, info) =>
    load.one(MajorHazardUnit, 'id', String(id), { info, ...needs.hazardUnit }),
  AdminDivision: ({ code }) => divisionByCode(String(code)),
  Source: ({ id }, { load }, info) => load.one(Source, 'id', String(id), { info, also: NEEDED_OF_SOURCE }),
};
