import { hj212 } from './hj212';
import { jt808 } from './jt808';
import { jt809 } from './jt809';
import type { Protocol } from './protocol';

export type ProtocolName = 'hj212' | 'jt808' | 'jt809';

/** The framed protocols that a source over TCP may speak. */
export const protocols: Readonly<Record<ProtocolName, Protocol>> = { hj212, jt808, jt809 };
