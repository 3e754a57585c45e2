import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { en as kit } from '../../../../ui/texts/en.ts';
import { en } from './en.ts';

test.each(['approve', 'options', 'welcome'])('every text named in %s.html exists', async (page) => {
  const html = await readFile(new URL(`../../${page}/${page}.html`, import.meta.url), 'utf8');
  const names = [...html.matchAll(/data-text="([^"]*)"/g)].map(([, name]) => name);
  expect(names).not.toEqual([]);
  const texts: Readonly<Record<string, unknown>> = { ...kit, ...en };
  expect(names.filter((name) => typeof texts[name ?? ''] !== 'string')).toEqual([]);
  // The markup itself has only punctuation and proper names.
  const words = html.replace(/<!doctype html>|<[^>]*>/g, '').match(/\p{L}+/gu) ?? [];
  expect(new Set(words)).toEqual(new Set(page === 'options' ? ['Ollama', 'Turnkey'] : []));
});
