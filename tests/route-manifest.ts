/** Every address of the application with who may open it. A route without an entry here fails the tests. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { access, staffRoles, type Capability, type StaffRole } from '../src/lib/domain/roles.ts';

/** What addresses with a parameter are filled with: things that exist in the village that is visited. */
export interface Samples {
  [name: string]: string;
}

export interface RouteRule {
  /** Anyone, a signed-in resident, any officer, or officers with the capability. */
  for: 'anyone' | 'resident' | 'staff' | Capability;
  /** The address; without it the route's own, which then has no parameter. */
  path?: (samples: Samples) => string;
  /** Whether opening it shows a page (else a file, a redirect or figures). */
  page?: false;
  /** Where a visitor who has no business there is led instead of a refusal. */
  leadsTo?: string;
}

export const manifest: Record<string, RouteRule> = {
  '/(public)': { for: 'anyone' },
  '/(public)/layanan': { for: 'anyone' },
  '/(public)/layanan/[surat]': { for: 'anyone', path: () => '/layanan/keterangan-usaha' },
  '/(public)/panduan': { for: 'anyone' },
  '/(public)/perangkat': { for: 'anyone' },
  '/(public)/privasi': { for: 'anyone' },
  '/(public)/syarat': { for: 'anyone' },
  '/healthz': { for: 'anyone', page: false },
  '/readyz': { for: 'anyone', page: false },
  '/metrics': { for: 'anyone', page: false },
  '/logo': { for: 'anyone', page: false },
  '/warna.css': { for: 'anyone', page: false },
};

/** A route as the folder src/routes declares it. */
export interface Route {
  id: string;
  hasPage: boolean;
  /** Names of the form actions of the page. */
  actions: string[];
  /** Methods that an endpoint answers. */
  methods: string[];
}

const folder = join(import.meta.dirname, '../src/routes');

/** Reads all routes from the folder. */
export function findRoutes(): Route[] {
  const routes = new Map<string, Route>();
  for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!/^\+(page\.svelte|page\.server\.ts|server\.ts)$/.test(file.name)) continue;
    const id = '/' + relative(folder, file.parentPath);
    const route = routes.get(id) ?? { id, hasPage: false, actions: [], methods: [] };
    routes.set(id, route);
    const names = file.name.endsWith('.ts') ? exportsOf(join(file.parentPath, file.name)) : {};
    if (file.name === '+page.svelte') route.hasPage = true;
    if (file.name === '+page.server.ts') route.actions = names.actions ?? [];
    if (file.name === '+server.ts')
      route.methods = Object.keys(names).filter((n) => /^[A-Z]+$/.test(n));
  }
  return [...routes.values()].sort((a, b) => a.id.localeCompare(b.id));
}

/** Exported names of a module; for an object literal with the names in it. */
function exportsOf(path: string): Record<string, string[]> {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  const found: Record<string, string[]> = {};
  source.forEachChild((node) => {
    const exported =
      ts.canHaveModifiers(node) &&
      ts.getModifiers(node)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword);
    if (!exported) return;
    if (ts.isFunctionDeclaration(node) && node.name) found[node.name.text] = [];
    if (!ts.isVariableStatement(node)) return;
    for (const { name, initializer } of node.declarationList.declarations) {
      if (!ts.isIdentifier(name)) continue;
      let value = initializer;
      while (value && (ts.isSatisfiesExpression(value) || ts.isAsExpression(value)))
        value = value.expression;
      found[name.text] =
        value && ts.isObjectLiteralExpression(value)
          ? value.properties.flatMap((p) =>
              p.name && (ts.isIdentifier(p.name) || ts.isStringLiteral(p.name))
                ? [p.name.text]
                : [],
            )
          : [];
    }
  });
  return found;
}

/** The address of a route, groups left out and parameters filled in. */
export function pathOf(route: Route, rule: RouteRule, samples: Samples): string {
  if (rule.path) return rule.path(samples);
  return route.id.replace(/\/\([^)]*\)/g, '') || '/';
}

/** The officers' roles that may open it. */
export function rolesFor(rule: RouteRule): readonly StaffRole[] {
  if (rule.for === 'anyone' || rule.for === 'resident') return [];
  return rule.for === 'staff' ? staffRoles : access[rule.for];
}
