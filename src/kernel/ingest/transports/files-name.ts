/** Whether files are had by HTTP, and not from a folder. */
export const isOverHttp = (address: string): boolean => /^https?:\/\//.test(address);

/** Names of what other programmes are still writing, or keep for themselves. */
const UNFINISHED = /^\.|^~\$|\.(part|tmp|filepart)$/i;

export const isUnfinished = (name: string): boolean => UNFINISHED.test(name);

const ENDING = /\.[^.*]+$/;

/** Patterns know `*` only, `.csv` takes `.CSV` as Windows writes it, and no pattern takes what is not yet whole. */
export function matchesName(pattern: string, name: string): boolean {
  const ending = ENDING.exec(pattern)?.[0] ?? '';
  const literal = (part: string) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const stem = pattern
    .slice(0, pattern.length - ending.length)
    .split('*')
    .map(literal)
    .join('.*');
  const at = name.length - ending.length;
  const isEnding = name.slice(Math.max(0, at)).toLowerCase() === ending.toLowerCase();
  return !isUnfinished(name) && isEnding && new RegExp(`^${stem}$`).test(name.slice(0, at));
}
