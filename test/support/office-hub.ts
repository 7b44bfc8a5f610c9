import { generateCity, type City } from '../../demo/city/generate-city';
import { committeeFiles } from '../../demo/sources/committee-registry';
import { toRegistryRows } from '../../demo/sources/enterprise-registry';
import type { WireRecord } from '../../demo/sources/record-stream';
import { openSliceHub, registerFile } from './slice-hub';

export const OFFICE = 'committee-registry';
export const OFFICE_AT = new Date('2026-11-20T02:00:00Z');
export const OFFICE_TODAY = '2026-11-20';
export const officeCity: City = generateCity({ seed: 140781, at: OFFICE_AT });

/** The joined graph, the demo city's register, and the workbooks of the office of its safety committee. */
export async function openOfficeHub() {
  const hub = await openSliceHub(OFFICE_AT);
  const files = committeeFiles(officeCity);
  const streams = files.flatMap((file) => file.streams);

  async function ask(source: string, variables: Record<string, unknown> = {}) {
    const { data, errors, statements } = await hub.query(source, { d: '140781', ...variables });
    expect(errors).toEqual([]);
    return { data, statements };
  }
  return {
    ...hub,
    /** Without errors. `$d` is the city. */
    ask,
    /** Code and message of each error. */
    async refusal(source: string, variables: Record<string, unknown> = {}) {
      const { errors } = await hub.query(source, variables);
      return errors.map(({ message, extensions }) => [extensions?.code, message]);
    },
    /** Sends the workbooks as they are now, all of their sheets or those of `only`; what each did. */
    async drop(only?: readonly string[]) {
      const counts: Awaited<ReturnType<typeof hub.send>>[] = [];
      for (const file of files) {
        const wanted = file.streams.filter(({ name }) => !only || only.includes(name));
        if (wanted.length === 0) continue;
        const bytes = await file.bytes(file.streams.map((stream) => stream.records()));
        for (const { name } of wanted) counts.push(await hub.send(OFFICE, name, bytes));
      }
      return counts;
    },
    /** What a clerk writes into a row. */
    set(name: string, key: string, values: WireRecord) {
      streams.find((stream) => stream.name === name)!.set(key, values, OFFICE_AT);
    },
    /** Sends firms to the register, with some cells changed. */
    register(firms = officeCity.firms, change: Record<string, string> = {}, at = '2026-11-20 09:00:00') {
      const rows = toRegistryRows({ ...officeCity, firms }).enterprises as Record<string, string>[];
      return hub.send(
        'enterprise-registry',
        'enterprises',
        registerFile(rows.map((row) => ({ ...row, ...change, 更新时间: at }))),
      );
    },
  };
}

export type OfficeHub = Awaited<ReturnType<typeof openOfficeHub>>;
