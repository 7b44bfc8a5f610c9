import { Hazard } from '../../entities/risk/hazard';
import { connectionType } from '../../kernel/graphql/connection-type';

/** A page of hazards. */
export const HazardConnection = connectionType(() => Hazard, 'Hazard');
