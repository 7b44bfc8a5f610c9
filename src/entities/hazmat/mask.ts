/** A certificate whose number is the person's identity number shows only its region and its last two places. */
export const maskCertificate = (number: string): string =>
  /^\d{17}[\dXx]$/.test(number) ? `${number.slice(0, 6)}**********${number.slice(-2)}` : number;

/** A name as anybody may see it: its first character. */
export const maskName = (name: string): string => `${[...name][0]}**`;
