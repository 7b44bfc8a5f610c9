import type { FoundViolation } from '../../entities/hazmat/rules/judge';
import type { Violation } from '../../schema/hazmat/violation';

/** A violation as the graph shows it. `at`: when it was told of. */
export const shownViolation = ({
  seen,
  ...violation
}: FoundViolation & { at: Date | string | null }): Violation => ({
  ...violation,
  ...{ from: seen?.from ?? null, to: seen?.to ?? null },
  place: pointOf(seen),
});

/** A GeoJSON point; null where no position says where it was. */
export const pointOf = (
  place: { lng: number | null; lat: number | null } | null | undefined,
): object | null =>
  place?.lng == null || place.lat == null ? null : { type: 'Point', coordinates: [place.lng, place.lat] };
