/** Requests per second of each contender, for each thing that was asked. */
export type Figures = Record<string, Record<string, number>>;

/** Prints a table and, as the last line, one JSON object with `bench`, `figures` (requests/s) and `ratios` (to the last contender). */
export function report(bench: string, figures: Figures): void {
  const ratios: Record<string, number> = {};
  for (const [asked, rates] of Object.entries(figures)) {
    const [first, last] = [Object.values(rates)[0]!, Object.values(rates).at(-1)!];
    ratios[asked] = rounded(first / last);
  }
  const [head = {}] = Object.values(figures);
  const rows = [
    ['requests/s', ...Object.keys(head), 'ratio'],
    ...Object.entries(figures).map(([asked, rates]) => [
      asked,
      ...Object.values(rates).map((rate) => rate.toFixed(1)),
      `${ratios[asked]!.toFixed(2)} ×`,
    ]),
  ];
  const line = (cells: string[]) =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(18) : cell.padStart(14))).join('');
  process.stdout.write(`${rows.map(line).join('\n')}\n${JSON.stringify({ bench, figures, ratios }, tidy)}\n`);
}

const rounded = (figure: number) => Math.round(figure * 100) / 100;

const tidy = (_key: string, value: unknown) => (typeof value === 'number' ? rounded(value) : value);
