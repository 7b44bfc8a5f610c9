import { alarms } from './risk/alarms';
import { growth } from './risk/growth';
import { opening } from './risk/opening';
import { simulate } from './risk/simulate';
import { runParts } from './support/run-parts';

// What a mass change, a single change and an alarm cost; README.md has the targets. `[PART]`

runParts('risk', { opening, growth, alarms, simulate }, { only: process.argv[2] });
