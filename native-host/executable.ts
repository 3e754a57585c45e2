/** The first file of the single executable. */
import { existsSync } from 'node:fs';
import { main } from './main.ts';
import { installedData } from './platform/installed-data.ts';
import type { Platform } from './platform/path-of.ts';

// As a wrapper does for the host that Node runs.
const data = installedData(process.platform as Platform, process.execPath, existsSync);
if (data !== undefined) process.env['OLLAMA_TURNKEY_HOME'] = data;

void main(import.meta.url, true);
