import type { GraphQLResolveInfo } from 'graphql';
import { Bulletin } from '../../entities/committees/bulletin';
import { EducationAsset } from '../../entities/committees/education-asset';
import { EducationItem } from '../../entities/committees/education-item';
import { Fund } from '../../entities/committees/fund';
import { condition } from '../../kernel/graphql/condition';
import type { HubContext } from '../../kernel/graphql/context';
import { pageSize } from '../../kernel/graphql/paging';
import { listed } from './listed';
import { divisionCode, inKeyDivision } from './lists';

interface Asked {
  division: string;
  first: number | null;
}

export const bulletinsIn = (
  { division, first }: Asked,
  context: HubContext,
  info: GraphQLResolveInfo,
): Promise<Bulletin[]> =>
  listed(
    divisionCode(division),
    {
      ...{ entity: Bulletin, info, where: [inKeyDivision] },
      ...{ orderBy: 'published_on desc, id', first: pageSize(first, 10) },
    },
    context,
  );

export const educationItemsIn = (
  { division, first }: Asked,
  context: HubContext,
  info: GraphQLResolveInfo,
): Promise<EducationItem[]> =>
  listed(
    divisionCode(division),
    {
      ...{ entity: EducationItem, info, where: [inKeyDivision] },
      ...{ orderBy: 'published_on desc, id', first: pageSize(first, 20) },
    },
    context,
  );

export const fundsIn = (
  { division, year }: { division: string; year: number | null },
  context: HubContext,
  info: GraphQLResolveInfo,
): Promise<Fund[]> =>
  listed(
    divisionCode(division),
    {
      ...{ entity: Fund, info, orderBy: 'year desc, division, purpose' },
      where: [inKeyDivision, ...(year == null ? [] : [condition`year = ${year}`])],
    },
    context,
  );

export const educationAssetsIn = (
  division: string,
  context: HubContext,
  info: GraphQLResolveInfo,
): Promise<EducationAsset[]> =>
  listed(
    divisionCode(division),
    { entity: EducationAsset, info, where: [inKeyDivision], orderBy: 'id' },
    context,
  );
