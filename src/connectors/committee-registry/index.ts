import { defineConnector } from '../../kernel/ingest/contract';
import { assessments } from './assessments';
import { bulletins } from './bulletins';
import { campaigns, campaignWeeks } from './campaigns';
import { committees } from './committees';
import { duties } from './duties';
import { dutyLedger } from './duty-ledger';
import { educationAssets, educationItems } from './education';
import { findings } from './findings';
import { funds } from './funds';
import { letters } from './letters';
import { meetings } from './meetings';
import { memberUnits } from './member-units';
import { patrols } from './patrols';
import { posts } from './posts';
import { tasks } from './tasks';

/** The registry of the safety committee's office 安委办台账: workbooks, dropped into a folder, a sheet a list. */
export const committeeRegistry = defineConnector({
  name: 'committee-registry',
  subgraph: 'committees',
  owner: '专委会台账(安委会办公室)· Registry of committees (office of the safety committee)',
  transport: 'files',
  rhythmSeconds: 300,
  streams: [
    ...[memberUnits, committees, duties, posts],
    ...[meetings, tasks, dutyLedger, letters, assessments],
    ...[patrols, findings],
    ...[campaigns, campaignWeeks, bulletins, funds, educationAssets, educationItems],
  ],
});
