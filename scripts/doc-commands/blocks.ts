import { basename } from 'node:path';

/** A block of shell commands in a document or in the comments of a file. */
export interface Block {
  /** The line of the file in which it begins. */
  readonly line: number;
  readonly commands: string;
  /** Why the tests must not run it. Only its syntax and our options are checked then. */
  readonly notRun: string | undefined;
}

/** What marks a block that must not be run: behind the language of a fence, or in the comment before the commands. */
const MARK = /not-run="([^"]+)"/;

const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length;

const FENCE = /^(?<indent> *)```sh(?<info>[^\n]*)\n(?<code>.*?)^ *```$/gms;

const inMarkdown = (text: string): Block[] =>
  Array.from(text.matchAll(FENCE), ({ index, groups }) => {
    const { indent = '', info = '', code = '' } = groups ?? {};
    const commands = code.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
    return { line: lineOf(text, index), commands, notRun: MARK.exec(info)?.[1] };
  });

/** In comments, commands are indented by three spaces. */
const COMMENTS = /(?<before>(?:^# ?[^ \n].*\n)*)(?<code>(?:^# {3}\S.*\n)+)/gm;

const inComments = (text: string): Block[] =>
  Array.from(text.matchAll(COMMENTS), ({ index, groups }) => {
    const { before = '', code = '' } = groups ?? {};
    const commands = code.replaceAll(/^# {3}/gm, '');
    return { line: lineOf(text, index + before.length), commands, notRun: MARK.exec(before)?.[1] };
  });

/** The blocks of a file, in order. @param path decides how they are written in it */
export const blocksOf = (path: string, text: string): readonly Block[] =>
  basename(path).endsWith('.md') ? inMarkdown(text) : inComments(text);

/** The commands of Ollama Turnkey in running text: what is in backticks and begins with its name. */
export const inlineCommands = (markdown: string): readonly string[] =>
  Array.from(markdown.matchAll(/`(ollama-turnkey [^`\n]+)`/g), ([, command = '']) => command);
