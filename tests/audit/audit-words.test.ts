import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import {
  actionsOf,
  auditGroups,
  hasAuditWords,
  tellEvent,
  type AuditGroup,
} from '../../src/lib/domain/audit-words.ts';
import { access } from '../../src/lib/domain/roles.ts';
import { transitions } from '../../src/lib/domain/request-status.ts';
import { voiceMoves } from '../../src/lib/domain/voice-state.ts';

const folder = join(import.meta.dirname, '../../src/lib/server');
/** `room.verb`; the name of a layout that a recorded act typesets (`ticket.typ`) is none. */
const dotted = /^[a-z]+(-[a-z]+)*\.(?!typ$)[a-z]+(-[a-z]+)*$/;

const capabilities = new Set<string>(Object.keys(access));

/** `letters.${action}`, `voices.${action}`: every act of the tables of their lives. */
const moves: Record<string, string[]> = {
  'letters.': Object.values(transitions).flatMap((table) => Object.keys(table)),
  'voices.': Object.values(voiceMoves).flatMap((table) => Object.keys(table)),
};

/**
 * Every action that the code records, with where it stands: in files that call recordEvent, every
 * text written `room.verb` that is not a capability, and `letters.${…}`, `voices.${…}` for each move.
 */
function recordedActions(): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || /[.](test|d)[.]ts$/.test(file)) continue;
    const text = readFileSync(join(folder, file), 'utf8');
    if (!text.includes('recordEvent(')) continue;
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    const note = (action: string, node: ts.Node) => {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.set(action, `${file}:${line}`);
    };
    const walk = (node: ts.Node) => {
      if (ts.isStringLiteral(node) && dotted.test(node.text) && !capabilities.has(node.text))
        note(node.text, node);
      if (ts.isTemplateExpression(node))
        for (const move of moves[node.head.text] ?? []) note(`${node.head.text}${move}`, node);
      node.forEachChild(walk);
    };
    walk(source);
  }
  return found;
}

describe('the trail in words', () => {
  test('every action that the code records has words', () => {
    const recorded = recordedActions();
    expect(recorded.size).toBeGreaterThan(20);
    const silent = [...recorded].filter(([action]) => !hasAuditWords(action));
    expect(Object.fromEntries(silent)).toEqual({});
  });

  test('every action belongs to one group', () => {
    const all = (Object.keys(auditGroups) as AuditGroup[]).flatMap(actionsOf);
    expect(new Set(all).size).toBe(all.length);
    expect(all).toContain('letters.approve');
  });

  test('sentences name what they are about', () => {
    const reference = 'SKU-7K4P-2M9R';
    expect(tellEvent('letters.reject', { reference, reason: 'KK sudah lama.' })).toBe(
      'menolak permohonan SKU-7K4P-2M9R: “KK sudah lama.”',
    );
    expect(tellEvent('village.change-settings', { fields: ['phone', 'officeHours'] })).toBe(
      'mengubah pengaturan desa: telepon, jam buka',
    );
    expect(tellEvent('audit.verify', { ok: false, seq: 12 })).toContain('RUSAK');
  });

  test('an action of a later version is told by its name', () => {
    expect(tellEvent('drones.land', {})).toBe('melakukan drones.land');
  });

  test('no sentence is empty or holds what was not given', () => {
    for (const group of Object.keys(auditGroups) as AuditGroup[])
      for (const action of actionsOf(group))
        expect(tellEvent(action, {}), action).toMatch(/^(?!.*(undefined|null|NaN)).{5,}$/);
  });
});
