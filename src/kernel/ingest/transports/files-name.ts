/** Whether files are had by HTTP, and not from a folder. */
export const isOverHttp = (address: string): boolean => /^https?:\/\//.test(address);

/** Names of what other programmes are still writing, or keep for themselves. */
const UNFINISHED = /^\.|^~\$|\.(part|tmp|filepart)$/i;

/** Patterns know `*` only, and no pattern takes what is not yet whole. */
export function matchesName(pattern: string, name: string): boolean {
  const literal = (part: string) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return !UNFINISHED.test(name) && new RegExp(`^${pattern.split('*').map(literal).join('.*')}$`).test(name);
}
