import { filesInFolder } from './files-folder';
import { filesOverHttp } from './files-http';
import { isOverHttp } from './files-name';
import type { Transport } from './transport';

/** Reads whole files: those of a folder, or those that are named at an address of HTTP. */
export const filesTransport: Transport = (intake, signal) =>
  (isOverHttp(intake.binding.address) ? filesOverHttp : filesInFolder)(intake, signal);
