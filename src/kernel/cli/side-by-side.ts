/** East Asian wide and full-width characters take two columns. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
/** What a terminal would act upon. */
const CONTROL = /[\p{Cc}\p{Cf}]/gu;

/** Two texts beside each other, line by line, each wrapped to half of the width. */
export function sideBySide(left: string, right: string, width: number): string[] {
  const half = Math.floor((width - 3) / 2);
  const [one, other] = [wrapped(left, half), wrapped(right, half)];
  const lines = Math.max(one.length, other.length);
  return Array.from({ length: lines }, (_, i) =>
    `${padded(one[i] ?? '', half)} │ ${other[i] ?? ''}`.trimEnd(),
  );
}

const widthOf = (sign: string): number => (WIDE.test(sign) ? 2 : 1);
const padded = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - [...text].reduce((sum, sign) => sum + widthOf(sign), 0)));

function wrapped(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => {
    const parts = [''];
    let used = 0;
    for (const sign of line.replace(CONTROL, '·')) {
      if (used + widthOf(sign) > width) {
        parts.push('');
        used = 0;
      }
      parts[parts.length - 1] += sign;
      used += widthOf(sign);
    }
    return parts;
  });
}
