/** Who directs a committee, as the committee's own row names it. */
export interface Director {
  title: string;
  unitId: string;
  holderMasked: string | null;
}
