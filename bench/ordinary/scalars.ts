import { GraphQLScalarType } from 'graphql';
import { GraphQLGeoJSON } from 'graphql-scalars';

// Named as in the hub, so that both are asked in the same words; what they let in is not checked further.

export const USCC = new GraphQLScalarType({ name: 'USCC' });

export const DivisionCode = new GraphQLScalarType({ name: 'DivisionCode' });

export const GeoJSON = GraphQLGeoJSON;
