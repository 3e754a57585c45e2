/// <reference path="./raw-files.d.ts" />
import openApi from './openapi.json?raw';

/** The files that need no key, by path, each with its type. */
export const PAGE_FILES: Readonly<Record<string, readonly [type: string, text: string]>> = {
  '/admin/v1/openapi.json': ['application/json; charset=utf-8', openApi],
};
