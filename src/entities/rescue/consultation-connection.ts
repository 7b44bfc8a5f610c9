import { connectionType } from '../../kernel/graphql/connection-type';
import { Consultation } from './consultation';

/** A page of consultations. */
export const ConsultationConnection = connectionType(() => Consultation, 'Consultation');
