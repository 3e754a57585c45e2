import { parseSync } from 'vite';
import { type Doc, parseDoc } from './doc-comment.ts';

/** A member of an interface or a class. */
export interface Member {
  readonly name: string;
  /** Its source on one line, without `readonly` and the semicolon. */
  readonly code: string;
  readonly doc: Doc | undefined;
}

export interface Declaration {
  readonly kind: 'function' | 'members' | 'type';
  /** The source: of an interface or class only its head. */
  readonly code: string;
  readonly doc: Doc | undefined;
  readonly members: readonly Member[];
}

/** The contents of a declaration file: its declarations, and the names that it exports. */
export interface DeclarationFile {
  readonly declarations: ReadonlyMap<string, Declaration>;
  readonly exports: readonly string[];
}

/** The parts of a syntax tree node that are used here. */
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

/** Members that are left out of the reference. */
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
      // Show destructured options under one name: callers do not care how a function unpacks them.
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
