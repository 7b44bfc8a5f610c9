import { Hazard } from './hazard';
import { connectionType } from '../../kernel/graphql/connection-type';

/** A page of hazards. */
export const HazardConnection = connectionType(() => Hazard, 'Hazard');
