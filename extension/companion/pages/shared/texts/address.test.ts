import { expect, test } from 'vitest';
import { de as kitDe } from '../../../../ui/texts/de.ts';
import { es as kitEs } from '../../../../ui/texts/es.ts';
import { zhCn as kitZh } from '../../../../ui/texts/zh-cn.ts';
import { de } from './de.ts';
import { es } from './es.ts';
import { zhCn } from './zh-cn.ts';

// cspell:ignore dich dein contigo puedes tienes quieres
/** Words of the informal address. The texts use the formal one. */
test.each([
  ['de', { de, kitDe }, /(?<!\p{L})(?:du|dich|dir|dein\p{L}*)(?!\p{L})/giu],
  ['es', { es, kitEs }, /(?<!\p{L})(?:tú|tus?|contigo|puedes|tienes|quieres)(?!\p{L})/giu],
  ['zh-CN', { zhCn, kitZh }, /你/g],
])('every text in %s addresses the user in the same way', (_, tables, informal) => {
  expect(JSON.stringify(tables).match(informal)).toBeNull();
});
