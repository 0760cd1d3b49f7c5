import { requireOfficer } from '#lib/domain/authority.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';

/** The command line, run by whoever keeps the server. */
interface CommandLine {
  kind: 'system';
  name: string;
}

/** Who may ask for an import: whoever is visiting, or the command line. */
export type ImportVisitor = Visitor | CommandLine;

/** @throws Refusal for anyone who may not bring in a spreadsheet */
export function requireImporter(
  visitor: ImportVisitor,
): asserts visitor is StaffVisitor | CommandLine {
  if (visitor.kind !== 'system') requireOfficer(visitor, 'residents.import');
}
