import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import type { Listing } from './listing.ts';
import { zhCn } from './zh-cn.ts';

/** The texts for the stores, by language tag. */
export const LISTINGS: Readonly<Record<string, Listing>> = { en, de, es, 'zh-CN': zhCn };
