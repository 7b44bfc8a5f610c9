const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const INNER_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** The check character of a GB 11714 organisation code. */
function innerCheck(body: string): string {
  const sum = INNER_WEIGHTS.reduce((total, weight, index) => total + weight * parseInt(body[index]!, 36), 0);
  const check = 11 - (sum % 11);
  if (check === 11) return '0';
  return check === 10 ? 'X' : String(check);
}

/** The check character of a GB 32100-2015 code. */
function outerCheck(body: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of body) {
    sum += weight * ALPHABET.indexOf(character);
    weight = (weight * 3) % 31;
  }
  return ALPHABET[(31 - (sum % 31)) % 31]!;
}

/**
 * A valid unified social credit code 统一社会信用代码 of a firm. The organisation code begins with
 * YYY, which no register has given out, so that no invented firm carries a real firm's number.
 * @param registrar the division whose register it is in, 6 digits
 */
export function createUscc(registrar: string, serial: number): string {
  const organisation = `YYY${String(serial).padStart(5, '0')}`;
  const body = `91${registrar}${organisation}${innerCheck(organisation)}`;
  return body + outerCheck(body);
}
