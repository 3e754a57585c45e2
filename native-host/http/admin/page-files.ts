/// <reference path="./raw-files.d.ts" />

import style from '../../../extension/admin/dist/admin.css?raw';
import script from '../../../extension/admin/dist/admin.js?raw';
import icon from '../../../extension/admin/dist/icon.svg?raw';
import page from '../../../extension/admin/dist/index.html?raw';
import openApi from './openapi.json?raw';
import type { PageFiles } from './serve-admin.ts';

const SCRIPT = 'text/javascript; charset=utf-8';

/** The files of the admin page, which is built before the host, and the OpenAPI document. */
export const PAGE_FILES: PageFiles = {
  '/admin/': ['text/html; charset=utf-8', page],
  '/admin/admin.js': [SCRIPT, script],
  '/admin/admin.css': ['text/css; charset=utf-8', style],
  '/admin/icon.svg': ['image/svg+xml', icon],
  '/admin/v1/openapi.json': ['application/json; charset=utf-8', openApi],
};
