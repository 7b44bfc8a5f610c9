import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** USER_HZ of Linux, whatever the kernel's own rate is. */
const TICKS_A_SECOND = 100;
const MIB = 1024 ** 2;

/** Fields of /proc/PID/stat behind the name, which may hold blanks. */
const statOf = (pid: number): string[] =>
  readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');

/** null: the machine tells nothing of its processes (only Linux has /proc). */
const ifKnown = <Value>(read: () => Value): Value | null => (existsSync('/proc/self/stat') ? read() : null);

/** Seconds of processor time of a process so far. */
export const cpuSeconds = (pid: number): number | null =>
  ifKnown(() => {
    const [user, system] = statOf(pid).slice(11, 13).map(Number);
    return (user! + system!) / TICKS_A_SECOND;
  });

/** Of a server and all its children, also of those that have ended. */
export const treeCpuSeconds = (pid: number): number | null =>
  ifKnown(() => {
    const own = statOf(pid)
      .slice(11, 15)
      .reduce((sum, ticks) => sum + Number(ticks), 0);
    const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === pid);
    return children.reduce((sum, child) => sum + cpuIfAlive(Number(child)), own / TICKS_A_SECOND);
  });

/** Of the process that one was started by. */
export const parentPid = (pid: number): number | null => ifKnown(() => parentOf(String(pid)));

/** Resident memory in MiB. */
export const residentMib = (pid: number): number | null =>
  ifKnown(() => {
    const [, kib] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))!;
    return (Number(kib) * 1024) / MIB;
  });

function parentOf(pid: string): number {
  try {
    return Number(statOf(Number(pid))[1]);
  } catch {
    return 0; // it has ended meanwhile
  }
}

function cpuIfAlive(pid: number): number {
  try {
    return cpuSeconds(pid) ?? 0;
  } catch {
    return 0;
  }
}
