/** When a plant is neither running steadily nor standing still: 开车, 停车, 复工复产, 节后交接. */
export enum TransitionKind {
  START_UP = 'START_UP',
  SHUTDOWN = 'SHUTDOWN',
  RESUMPTION = 'RESUMPTION',
  HOLIDAY_HANDOVER = 'HOLIDAY_HANDOVER',
}
