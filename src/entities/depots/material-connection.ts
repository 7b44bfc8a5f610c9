import { connectionType } from '../../kernel/graphql/connection-type';
import { Material } from './material';

/** A page of materials. */
export const MaterialConnection = connectionType(() => Material, 'Material');
