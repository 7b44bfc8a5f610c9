import { alphaFor, gradeUnit, type DeclaredChemical } from '../src/kernel/reference/gb18218';

const chemical = (
  name: string,
  cas: string | null,
  qDesignMaxT: number,
  category: string | null = null,
): DeclaredChemical => ({ name, cas, category, qDesignMaxT });

const chlorine = chemical('氯', '7782-50-5', 5);

// Figures worked out by hand are in vectors.test.ts.

describe('grading of major hazard units by GB 18218-2018', () => {
  it.each([-1, 1.5, Number.NaN])('refuses %d persons', (persons) =>
    expect(() => alphaFor(persons)).toThrow(RangeError),
  );

  it('is not a major hazard below the critical quantity: no level and no fault, even where β is not given', () => {
    expect(gradeUnit([chemical('氯', '7782-50-5', 4.99)], 60)).toMatchObject({
      s: 0.998,
      level: null,
      fault: null,
    });
    expect(gradeUnit([chemical('苯', '71-43-2', 10)], 60)).toMatchObject({
      s: 0.2,
      r: null,
      level: null,
      fault: null,
    });
  });

  it('adds shares without losing the limit to rounding', () => {
    const tenth = chemical('氢', '1333-74-0', 0.5, 'W2');
    expect(gradeUnit(Array(10).fill(tenth), 0)).toMatchObject({ s: 1, r: 0.75, level: 4 });
  });

  it('fails loudly when a named substance has neither a β of table 3 nor a category', () => {
    const grading = gradeUnit([chlorine, chemical('苯', '71-43-2', 500)], 60);
    expect(grading).toMatchObject({ r: null, level: null });
    expect(grading.fault).toContain('苯');
    expect(grading.chemicals[1]).toMatchObject({ qCriticalT: 50, beta: null });
  });

  it('fails loudly when there is no critical quantity', () => {
    const grading = gradeUnit([chlorine, chemical('某新物质', '50-78-2', 500)], 60);
    expect(grading).toMatchObject({ s: null, r: null, level: null });
    expect(grading.fault).toContain('某新物质');
    expect(gradeUnit([chemical('某物', null, 5, 'J9')], 0).fault).toContain('某物');
    expect(gradeUnit([], 60)).toMatchObject({ s: null, r: null, fault: 'no chemical is declared' });
  });

  it.each([
    ['named, β by category', chemical('苯', '71-43-2', 50, 'W5.1'), 50, 1.5],
    ['named, table 3 before the category', chemical('硫化氢', '7783-06-4', 5, 'J3'), 5, 5],
    ['one of several CAS numbers of a row', chemical('天然气', '8006-14-2', 50, 'W2'), 50, 1.5],
    ['by category only', chemical('煤焦油', '8007-45-2', 1000, 'W5.3'), 1000, 1],
    ['in table 3 but not in table 1', chemical('一氧化碳', '630-08-0', 50, 'J3'), 50, 2],
    ['without a number, by name', chemical('煤气', null, 20, 'W2'), 20, 1.5],
    ['the number is not listed, the row has none', chemical('煤气', '630-08-0', 20, 'W2'), 20, 2],
    ['without a number, the row gives it', chemical('氯', null, 5), 5, 4],
    ['a number shared by rows, by name', chemical('硝酸铵（含可燃物≤0.2%）', '6484-52-2', 50, 'W9.1'), 50, 1],
    ['the other of these rows', chemical('硝酸铵(含可燃物>0.2%)', '6484-52-2', 5, 'W1.1'), 5, 2],
  ])('%s', (_, declared, qCriticalT, beta) =>
    expect(gradeUnit([declared], 0).chemicals[0]).toMatchObject({ qCriticalT, beta }),
  );

  it('does not choose between rows that share a number when the name does not', () => {
    expect(gradeUnit([chemical('硝酸铵', '6484-52-2', 500)], 60).fault).toContain('硝酸铵');
  });

  it('does not let a name overrule another CAS number', () => {
    expect(gradeUnit([chemical('氯', '50-78-2', 50)], 60).fault).toContain('氯');
  });
});
