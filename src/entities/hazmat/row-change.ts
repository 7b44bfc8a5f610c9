/** A row that is different from before; `before` is null for a new one. */
export interface RowChange<Row> {
  before: Row | null;
  after: Row;
}
