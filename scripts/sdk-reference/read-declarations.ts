import { parseSync } from 'vite';
import { type Doc, parseDoc } from './doc-comment.ts';

/** A part of an interface or a class. */
export interface Member {
  readonly name: string;
  /** As it is written, on one line, without its `readonly` and its end. */
  readonly code: string;
  readonly doc: Doc | undefined;
}

export interface Declaration {
  readonly kind: 'function' | 'members' | 'type';
  /** The head of an interface or a class; else the whole. */
  readonly code: string;
  readonly doc: Doc | undefined;
  readonly members: readonly Member[];
}

/** What one declaration file holds: its own declarations, and the names that others may import. */
export interface DeclarationFile {
  readonly declarations: ReadonlyMap<string, Declaration>;
  readonly exports: readonly string[];
}

/** What is used here of a node of the syntax tree. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly id?: Node & { readonly name: string };
  readonly computed?: boolean;
  readonly key?: Node & { readonly name?: string };
  readonly body?: Node & { readonly body: readonly Node[] };
  readonly declaration?: Node | null;
  readonly declarations?: readonly Node[];
  readonly specifiers?: readonly { readonly exported: { readonly name: string } }[];
  readonly typeAnnotation?: Node;
  readonly members?: readonly Node[];
}

/** Members that say nothing to who uses them. */
const SILENT = new Set(['constructor', 'toJSON']);

export const readDeclarations = (source: string): DeclarationFile => {
  const { program, comments } = parseSync('index.d.ts', source, { lang: 'dts' });
  const declarations = new Map<string, Declaration>();
  const exports: string[] = [];
  const text = ({ start, end }: Node) => source.slice(start, end);

  const docOf = ({ start }: Node): Doc | undefined => {
    const before = comments.findLast(({ end }) => end <= start);
    const near = before && source.slice(before.end, start).trim() === '' && before.value.startsWith('*');
    return near ? parseDoc(before.value) : undefined;
  };

  const membersOf = (nodes: readonly Node[]): Member[] =>
    nodes.flatMap((node) => {
      const name = node.key?.type === 'Identifier' && !node.computed ? node.key.name : undefined;
      if (name === undefined || SILENT.has(name)) return [];
      const doc = docOf(node);
      if (doc?.internal) return [];
      const code = text(node)
        .replace(/^readonly /, '')
        .replace(/;$/, '')
        .replaceAll(/\s*\n\s*/g, ' ');
      return [{ name, code, doc }];
    });

  const declare = (outer: Node, node: Node) => {
    const doc = docOf(outer);
    const one = node.declarations?.[0] ?? node;
    const name = one.id?.name;
    if (name === undefined) return;
    const body = node.body?.body;
    if (body) {
      const code = source
        .slice(node.start, node.body.start)
        .replace(/^declare /, '')
        .trim();
      declarations.set(name, { kind: 'members', code, doc, members: membersOf(body) });
    } else if (node.type === 'TSTypeAliasDeclaration') {
      declarations.set(name, { kind: 'type', code: text(node), doc, members: [] });
    } else {
      // The names that a function gives to the parts of its options are its own business.
      const code = text(node)
        .replace(/^declare /, '')
        .replace(/\(\{[^}]*\}(?=\??:)/, '(options');
      const literal = one.id?.typeAnnotation?.typeAnnotation?.members;
      declarations.set(name, { kind: 'function', code, doc, members: membersOf(literal ?? []) });
    }
  };

  for (const node of program.body as unknown as readonly Node[]) {
    if (node.type === 'ExportNamedDeclaration') {
      for (const { exported } of node.specifiers ?? []) exports.push(exported.name);
      if (!node.declaration) continue;
      declare(node, node.declaration);
      exports.push((node.declaration.declarations?.[0] ?? node.declaration).id?.name ?? '');
    } else declare(node, node);
  }
  return { declarations, exports };
};
