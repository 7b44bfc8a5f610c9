/** How long one form of readings is kept, and the room that it may take. */
export interface Kept {
  seconds: number;
  /** null: no bound. */
  bytes: number | null;
}

/** How long readings are kept: as they came, summed up by the minute, and by the hour; none for less than the one before. */
export interface Retention {
  raw: Kept;
  minutes: Kept;
  hours: Kept;
  /** false: nobody said so, and who has set it in the database by hand is not overruled. */
  stated: boolean;
}

const DAY = 86_400;
const GIGABYTE = 1_000_000_000;

/** Of the demo city: a few hours of readings, and little room whatever its size. */
export const DEMO_RETENTION: Retention = {
  raw: { seconds: 7_200, bytes: 2 * GIGABYTE },
  minutes: { seconds: DAY, bytes: 2 * GIGABYTE },
  hours: { seconds: 365 * DAY, bytes: null },
  stated: false,
};

/** Of a city whose hub.yaml says nothing of it. */
export const CITY_RETENTION: Retention = {
  raw: { seconds: 7 * DAY, bytes: null },
  minutes: { seconds: 90 * DAY, bytes: null },
  hours: { seconds: 1_825 * DAY, bytes: null },
  stated: false,
};
