import 'reflect-metadata';
import { runCommand } from './kernel/cli/run-command';
import { subgraphs } from './subgraphs';

void runCommand(process.argv.slice(2), subgraphs);
