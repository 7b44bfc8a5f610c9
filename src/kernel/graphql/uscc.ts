const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const SHAPE = /^[0-9A-HJ-NP-RTUW-Y]{18}$/;

/**
 * What is wrong with a unified social credit code 统一社会信用代码, or null when it is well formed: GB 32100-2015 with its own
 * check character (mod 31), and GB 11714 for the organisation code in places 9 to 17 (mod 11).
 */
export function usccFault(code: string): string | null {
  if (!SHAPE.test(code)) return 'must be 18 digits and capital letters without I, O, S, V, Z (GB 32100-2015)';
  if (code[16] !== organisationCheck(code.slice(8, 16)))
    return 'the check character at place 17 is wrong (GB 11714)';
  if (code[17] !== usccCheck(code)) return 'the check character at place 18 is wrong (GB 32100-2015)';
  return null;
}

/** The check character of the first 17 places (GB 32100-2015). */
export function usccCheck(code: string): string {
  const sum = USCC_WEIGHTS.reduce(
    (total, weight, at) => total + weight * ALPHABET.indexOf(code.charAt(at)),
    0,
  );
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** The check character of an organisation code's first 8 places (GB 11714): letters count from A = 10. */
export function organisationCheck(code: string): string {
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, at) => total + weight * parseInt(code.charAt(at), 36),
    0,
  );
  const check = 11 - (sum % 11);
  if (check === 10) return 'X';
  return check === 11 ? '0' : String(check);
}
