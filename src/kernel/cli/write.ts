/** Puts a line out. */
export type Write = (line: string) => void;

export const toStdout: Write = (line) => void process.stdout.write(`${line}\n`);
